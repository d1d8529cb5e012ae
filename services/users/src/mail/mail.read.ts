import type { EntityManager } from 'typeorm';
import type { MailEntity } from './mail.entity';
import type { MailMessage } from './mail.rules';

export { mailLink } from './mail-link';
export type { MailOrders } from './mail-orders';
export { giveUpAfterMs, type MailMessage } from './mail.rules';

/** An order as its composer gets it. */
export type MailOrder = Pick<MailEntity, 'recipient' | 'subjectId'>;

/**
 * Turns an order into text, in a transaction with what the text needs, such as a token.
 * @returns null when, as things are now, nothing is to be sent
 */
export type ComposeMail = (order: MailOrder, manager: EntityManager) => Promise<MailMessage | null>;
