import { createTransport } from 'nodemailer';
import type { MailEntity } from './mail.entity';
import type { MailMessage } from './mail.rules';

/** Hands a mail to the outside world. */
export interface MailSender {
  /** @throws Error when it was not taken; it will be tried again. */
  send(mail: Pick<MailEntity, 'id' | 'recipient'>, message: MailMessage): Promise<void>;
  close(): void;
}

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  /** Sender, such as `The Daily <hello@daily.example>`. */
  readonly from: string;
}

const patienceMs = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const;

/** Over SMTP. A mail that is sent again after a crash has the same `Message-ID`, so that servers can notice. */
export function smtpSender({ url, from }: SmtpOptions): MailSender {
  const transport = createTransport({ url, requireTLS: needsTls(url), ...patienceMs });
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ id, recipient }, { subject, text }) => {
      const messageId = `<${id.toLowerCase()}@${domain}>`;
      // An object, not a header line: so no text can become another recipient.
      await transport.sendMail({ from, to: { name: '', address: recipient }, subject, text, messageId });
    },
    close: () => transport.close(),
  };
}

/** STARTTLS is an offer that somebody in between can hide: but for this machine, no password is said without it. */
export function needsTls(url: string): boolean {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !['localhost', '127.0.0.1'].includes(hostname);
}

/** Without a mail server: the developer inbox shows what would have been sent. */
export const inboxOnly: MailSender = { send: () => Promise.resolve(), close: () => undefined };
