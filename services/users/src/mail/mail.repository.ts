import type { EntityManager } from 'typeorm';
import { MailEntity } from './mail.entity';
import type { MailMessage } from './mail.rules';

/** What a request knows of a mail. */
export type NewMail = Pick<MailEntity, 'id' | 'kind' | 'recipient' | 'subjectId' | 'requestedAt'>;

export class MailRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(mail: NewMail): Promise<void> {
    await this.#manager.insert(MailEntity, { ...mail, dueAt: mail.requestedAt });
  }

  /** Locks the mail that has waited longest, for the transaction; one that another process has is passed over. */
  async maybeClaimDue(now: Date): Promise<MailEntity | null> {
    return this.#manager
      .createQueryBuilder(MailEntity, 'mail')
      .where('mail.sent_at IS NULL AND mail.due_at <= :now', { now })
      .orderBy('mail.due_at')
      .addOrderBy('mail.id')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
  }

  async compose(id: string, message: MailMessage): Promise<void> {
    await this.#manager.update(MailEntity, { id }, { message: { ...message } });
  }

  async markSent(id: string, sentAt: Date): Promise<void> {
    await this.#manager.update(MailEntity, { id }, { sentAt });
  }

  async postpone(id: string, dueAt: Date): Promise<void> {
    await this.#manager.update(MailEntity, { id }, { dueAt, attempts: () => 'attempts + 1' });
  }

  async delete(id: string): Promise<void> {
    await this.#manager.delete(MailEntity, { id });
  }

  async deleteSentBefore(time: Date): Promise<void> {
    await this.#manager
      .createQueryBuilder()
      .delete()
      .from(MailEntity)
      .where('sent_at < :time', { time })
      .execute();
  }

  /**
   * Newest first.
   * @param part Text that the recipient contains, whatever its case; empty for all.
   */
  async sent(part: string, limit: number): Promise<MailEntity[]> {
    return this.#manager
      .createQueryBuilder(MailEntity, 'mail')
      .where('mail.sent_at IS NOT NULL')
      .andWhere('strpos(lower(mail.recipient), lower(:part)) > 0', { part })
      .orderBy('mail.id', 'DESC')
      .limit(limit)
      .getMany();
  }
}
