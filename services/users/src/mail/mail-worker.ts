import type { Clock } from '@nutgraf/kit/clock';
import type { Logger } from '@nutgraf/kit/logger';
import type { DataSource, EntityManager } from 'typeorm';
import type { MailEntity } from './mail.entity';
import type { ComposeMail } from './mail.read';
import { MailRepository } from './mail.repository';
import { keepSentMs, nextTry, type MailKind, type MailMessage } from './mail.rules';
import type { MailSender } from './mail-sender';

export interface MailWorkerOptions {
  /** Not the requests' own: a mail server that is slow keeps a connection for a while. */
  readonly dataSource: DataSource;
  readonly composers: Readonly<Record<MailKind, ComposeMail>>;
  readonly sender: MailSender;
  /** Whether sent mails are kept for the developer inbox; else they are deleted, as they may hold tokens. */
  readonly keepSent: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Deletes what has expired; done now and then. */
  readonly tidy: () => Promise<void>;
  /** Between looks at the table while nothing wakes it, in milliseconds. */
  readonly pollMs?: number;
}

/** How long a mail under way may hold up the end of the process, in milliseconds. */
const stopPatienceMs = 3_000;
const tidyEveryMs = 60_000;

/**
 * Composes and sends what was ordered. One step, one transaction, in which the mail is locked: several
 * processes share the work, and what a killed one had begun is free at once.
 */
export class MailWorker {
  readonly #options: MailWorkerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #woken = false;
  #nextTidyAt = 0;
  #endPause: () => void = () => undefined;

  constructor(options: MailWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** There may be something to do. */
  wake(): void {
    this.#woken = true;
    this.#endPause();
  }

  /** Resolves when the mail being sent is done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#endPause();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#woken = false;
      try {
        while (!this.#stopping.signal.aborted && (await this.#step())) continue;
        await this.#tidy();
      } catch (error) {
        this.#options.logger.warn({ err: error }, 'mails have to wait; trying again');
      }
      await this.#pause();
    }
  }

  /** Composes or sends one mail; false when none is due. */
  async #step(): Promise<boolean> {
    const { dataSource, clock } = this.#options;
    const begun: { mail?: MailEntity } = {};
    try {
      return await dataSource.transaction(async (manager) => {
        const mail = await new MailRepository(manager).maybeClaimDue(clock.now());
        if (!mail) return false;
        begun.mail = mail;
        await (mail.message ? this.#send(mail, mail.message, manager) : this.#compose(mail, manager));
        return true;
      });
    } catch (error) {
      if (!begun.mail) throw error;
      await this.#failed(begun.mail, error);
      return true;
    }
  }

  async #compose(mail: MailEntity, manager: EntityManager): Promise<void> {
    const message = await this.#options.composers[mail.kind](mail, manager);
    const mails = new MailRepository(manager);
    await (message ? mails.compose(mail.id, message) : mails.delete(mail.id));
  }

  async #send(mail: MailEntity, message: MailMessage, manager: EntityManager): Promise<void> {
    const { sender, keepSent, clock, logger } = this.#options;
    await this.#patiently(sender.send(mail, message));
    const mails = new MailRepository(manager);
    await (keepSent ? mails.markSent(mail.id, clock.now()) : mails.delete(mail.id));
    logger.info({ mail: mail.id, kind: mail.kind }, 'a mail was sent');
  }

  /** A mail server that is slow does not hold up the end of the process for long. */
  async #patiently(sending: Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    let timer: NodeJS.Timeout | undefined;
    let onStop: () => void = () => undefined;
    const lateAfterStop = new Promise<never>((_resolve, reject) => {
      onStop = () => {
        timer = setTimeout(() => reject(new Error('The process stops.')), stopPatienceMs);
      };
      signal.addEventListener('abort', onStop, { once: true });
    });
    try {
      await Promise.race([sending, lateAfterStop]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onStop);
    }
  }

  async #failed(mail: MailEntity, error: unknown): Promise<void> {
    const { dataSource, clock, logger } = this.#options;
    const mails = new MailRepository(dataSource.manager);
    const dueAt = nextTry(mail, clock.now());
    const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
    // Of a mail server's answer only the numbers: its words may name the recipient.
    const cause = mail.message ? { code, responseCode } : { err: error };
    const facts = { mail: mail.id, kind: mail.kind, attempts: mail.attempts + 1, ...cause };
    if (dueAt) {
      await mails.postpone(mail.id, dueAt);
      logger.warn(facts, 'a mail could not be sent; trying again later');
    } else {
      await mails.delete(mail.id);
      logger.error(facts, 'a mail could not be sent for days; giving it up');
    }
  }

  async #tidy(): Promise<void> {
    const now = performance.now();
    if (now < this.#nextTidyAt) return;
    this.#nextTidyAt = now + tidyEveryMs;
    const { dataSource, clock, tidy } = this.#options;
    const oldest = new Date(clock.now().getTime() - keepSentMs);
    await new MailRepository(dataSource.manager).deleteSentBefore(oldest);
    await tidy();
  }

  async #pause(): Promise<void> {
    if (this.#woken || this.#stopping.signal.aborted) return;
    const { pollMs = 2_000 } = this.#options;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endPause = () => undefined;
  }
}
