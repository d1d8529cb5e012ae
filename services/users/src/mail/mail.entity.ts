import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailKind, MailMessage } from './mail.rules';

/** A mail that a request ordered; it becomes text, and is sent, in the background. */
@Entity('mail')
export class MailEntity {
  /** `eml_…` */
  @PrimaryColumn('text', { name: 'id' })
  readonly id: string;

  @Column('text', { name: 'kind' })
  readonly kind: MailKind;

  @Column('text', { name: 'recipient' })
  readonly recipient: string;

  /** Id of the registration or the account that it is about; null when only the address is known. */
  @Column('text', { name: 'subject_id', nullable: true })
  readonly subjectId: string | null;

  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3 })
  readonly requestedAt: Date;

  /** Not before then is it tried, or tried again. */
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 })
  readonly dueAt: Date;

  /** Tries that failed. */
  @Column('int', { name: 'attempts' })
  readonly attempts: number;

  /** Null until it is composed. It may hold a token: it is deleted with the mail. */
  @Column('jsonb', { name: 'message', nullable: true })
  readonly message: MailMessage | null;

  /** Set only where sent mails are kept for the developer inbox. */
  @Column({ type: 'timestamptz', name: 'sent_at', precision: 3, nullable: true })
  readonly sentAt: Date | null;
}
