import type { Clock } from '@nutgraf/kit/clock';
import { newId } from '@nutgraf/kit/ids';
import type { EntityManager } from 'typeorm';
import { MailRepository, type NewMail } from './mail.repository';

/** Takes orders for mails. An order is kept with the transaction that gives it, and carried out later. */
export class MailOrders {
  constructor(
    private readonly clock: Clock,
    private readonly wakeWorker: () => void,
  ) {}

  /** Within the transaction of what the mail is about. */
  async place(
    manager: EntityManager,
    order: Pick<NewMail, 'kind' | 'recipient' | 'subjectId'>,
  ): Promise<void> {
    const mail = { ...order, id: newId('eml', this.clock), requestedAt: this.clock.now() };
    await new MailRepository(manager).insert(mail);
  }

  /** To be told after the commit, so that the mail does not wait for the next round. */
  committed(): void {
    this.wakeWorker();
  }
}
