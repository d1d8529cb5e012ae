import { ManualClock } from '@nutgraf/kit/clock';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { createLogger } from '@nutgraf/kit/logger';
import type { DataSource } from 'typeorm';
import { AccountClient } from '../../../../tests/support/account-mutations';
import { SmtpDouble } from '../../../../tests/support/smtp-double';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { until } from '../../../../tests/support/until';
import { UsersService } from '../../../../tests/support/users-service';
import { connectUsersDatabase, prepareUsersDatabase } from '../database';
import { MailOrders } from './mail-orders';
import { MailWorker, type MailWorkerOptions } from './mail-worker';
import type { MailMessage } from './mail.rules';

const reader = personaEntry('reader');

/** A promise and what fulfils it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('with a mail server', () => {
  let smtp: SmtpDouble;
  let users: UsersService;
  let client: AccountClient;
  beforeEach(async () => {
    smtp = await SmtpDouble.start();
    users = await UsersService.start({ SMTP_URL: smtp.url, MAIL_FROM: 'The Daily <hello@daily.example>' });
    client = new AccountClient(users);
  });
  afterEach(async () => {
    await users[Symbol.asyncDispose]();
    await smtp[Symbol.asyncDispose]();
  });

  const received = (count: number) =>
    until(
      () => Promise.resolve(smtp.received),
      ({ length }) => length === count,
      10_000,
    );
  const mails = () =>
    users.rows<{ attempts: number; message: MailMessage | null }>('SELECT attempts, message FROM mail');

  test('a mail is sent, and nothing of it is kept', async () => {
    await client.requestReset(reader.email);
    const [mail] = await received(1);
    expect(mail).toMatchObject({
      from: 'hello@daily.example',
      to: [reader.email],
      headers: {
        from: 'The Daily <hello@daily.example>',
        to: reader.email,
        subject: 'Choose a new password',
        'message-id': expect.stringMatching(/^<eml_\w+@daily\.example>$/) as string,
      },
    });
    const token = /reset-password\?token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
    await until(mails, ({ length }) => length === 0, 10_000);
    expect((await client.reset(token, 'a long walk home')).errors).toEqual([]);
    const log = users.log.join('');
    expect(log).toContain('a mail was sent');
    for (const word of [token, reader.email]) expect(log).not.toContain(word);
  });

  test('there is no inbox', async () => {
    expect((await fetch(new URL('/dev/inbox', users.url))).status).toBe(404);
  });

  test('a mail that is refused is tried again later with the same link, and the log names nobody', async () => {
    smtp.mood = 'REFUSE';
    await client.requestReset(reader.email);
    const [waiting] = await until(mails, ([mail]) => mail?.attempts === 1, 10_000);
    smtp.mood = 'TAKE';
    users.clock.advance(5_000);
    const [mail] = await received(1);
    expect(mail?.text).toContain(waiting?.message?.action?.link);
    const log = users.log.join('');
    expect(log).toContain('a mail could not be sent; trying again later');
    expect(log).toContain('"responseCode":451');
    for (const word of [reader.email, waiting?.message?.action?.token ?? '', 'hello@daily'])
      expect(log).not.toContain(word);
  });

  test('a mail that is refused for three days is given up', async () => {
    smtp.mood = 'REFUSE';
    await client.requestReset(reader.email);
    await until(mails, ([mail]) => mail?.attempts === 1, 10_000);
    users.clock.advance(3 * 86_400_000);
    await until(mails, ({ length }) => length === 0, 10_000);
    expect(users.log.join('')).toContain('giving it up');
  });

  test('a server that says nothing holds up neither requests nor the end, and the mail is not lost', async () => {
    smtp.mood = 'SILENT';
    await client.requestReset(reader.email);
    await until(
      () => Promise.resolve(smtp.connections),
      (count) => count > 0,
      10_000,
    );
    const all = Array.from({ length: 20 }, (_, index) =>
      client.requestReset(`nobody-${index}@nutgraf.example`),
    );
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
    smtp.mood = 'TAKE';
    await users.restart({ SMTP_URL: smtp.url, MAIL_FROM: 'hello@daily.example' });
    users.clock.advance(5_000);
    const [mail] = await received(1);
    expect(mail?.to).toEqual([reader.email]);
  });
});

describe('the worker', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const clock = new ManualClock(new Date('2026-03-02T09:30:00Z'));
  const workers: MailWorker[] = [];
  beforeEach(async () => {
    database = await createDatabase('users', prepareUsersDatabase);
    dataSource = await connectUsersDatabase(database.url);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await dataSource.destroy();
    await database.drop();
  });

  const hello = (text: string): MailMessage => ({ subject: 'Hello', text, action: null });
  const order = (recipient: string) =>
    new MailOrders(clock, () => workers.forEach((worker) => worker.wake())).place(dataSource.manager, {
      kind: 'PASSWORD_CHANGED',
      recipient,
      subjectId: null,
    });
  const left = () => dataSource.query<object[]>('SELECT FROM mail');

  function start(options: Pick<MailWorkerOptions, 'sender'> & Partial<MailWorkerOptions>): void {
    const compose = ({ recipient }: { recipient: string }) => Promise.resolve(hello(recipient));
    const composers = {
      REGISTRATION: compose,
      EMAIL_VERIFICATION: compose,
      PASSWORD_RESET: compose,
      PASSWORD_CHANGED: compose,
    };
    const logger = createLogger('test', 'silent');
    const tidy = () => Promise.resolve();
    const worker = new MailWorker({
      dataSource,
      composers,
      keepSent: false,
      clock,
      logger,
      tidy,
      pollMs: 20,
      ...options,
    });
    workers.push(worker);
    worker.start();
  }

  test('two of them send each mail once, however many there are', async () => {
    const sent: string[] = [];
    for (let index = 0; index < 40; index += 1) await order(`${index}@nutgraf.example`);
    const sender = {
      send: ({ recipient }: { recipient: string }) => Promise.resolve(void sent.push(recipient)),
      close: () => undefined,
    };
    start({ sender });
    start({ sender });
    await until(left, ({ length }) => length === 0, 20_000);
    expect(new Set(sent).size).toBe(40);
    expect(sent).toHaveLength(40);
  });

  test('one that waits for its mail server does not hold up another', async () => {
    const sent: string[] = [];
    const hanging = gate();
    const released = gate();
    await order('slow@nutgraf.example');
    start({
      sender: {
        send: async () => {
          hanging.open();
          await released.opened;
        },
        close: () => undefined,
      },
    });
    await hanging.opened;
    await order(reader.email);
    const send = ({ recipient }: { recipient: string }) => Promise.resolve(void sent.push(recipient));
    start({ sender: { send, close: () => undefined } });
    await until(
      () => Promise.resolve(sent),
      ({ length }) => length > 0,
      10_000,
    );
    expect(sent).toEqual([reader.email]);
    released.open();
    await until(left, ({ length }) => length === 0, 10_000);
  });

  test('sends again what was sent when its connection broke, with the same words', async () => {
    const sent: string[] = [];
    let composed = 0;
    const compose = () => Promise.resolve(hello(`number ${(composed += 1)}`));
    const composers = {
      REGISTRATION: compose,
      EMAIL_VERIFICATION: compose,
      PASSWORD_RESET: compose,
      PASSWORD_CHANGED: compose,
    };
    const send = async (_mail: object, { text }: MailMessage) => {
      sent.push(text);
      if (sent.length > 1) return;
      await dataSource.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
      );
    };
    await order(reader.email);
    start({ composers, sender: { send, close: () => undefined } });
    const failed = () => dataSource.query<object[]>('SELECT FROM mail WHERE attempts = 1');
    await until(failed, ({ length }) => length === 1, 10_000);
    clock.advance(5_000);
    await until(left, ({ length }) => length === 0, 10_000);
    expect(sent).toEqual(['number 1', 'number 1']);
  });

  test('one mail that cannot be written does not hold up the others', async () => {
    const sent: string[] = [];
    const compose = async ({ recipient }: { recipient: string }) => {
      if (recipient === 'broken@nutgraf.example') await dataSource.query('SELECT 1 / 0');
      return hello(recipient);
    };
    const composers = {
      REGISTRATION: compose,
      EMAIL_VERIFICATION: compose,
      PASSWORD_RESET: compose,
      PASSWORD_CHANGED: compose,
    };
    const sender = {
      send: ({ recipient }: { recipient: string }) => Promise.resolve(void sent.push(recipient)),
      close: () => undefined,
    };
    await order('broken@nutgraf.example');
    await order(reader.email);
    start({ composers, sender });
    await until(left, ({ length }) => length === 1, 10_000);
    expect(sent).toEqual([reader.email]);
    expect(await dataSource.query('SELECT recipient FROM mail')).toEqual([
      { recipient: 'broken@nutgraf.example' },
    ]);
  });
});

test('what has expired is deleted', async () => {
  await using users = await UsersService.start();
  const client = new AccountClient(users);
  await client.register({ email: 'nora@nutgraf.example', password: 'a long walk home', displayName: 'Nora' });
  await client.requestReset(reader.email);
  await Promise.all([users.mailsTo('nora@nutgraf.example'), users.mailsTo(reader.email)]);
  users.clock.advance(7 * 86_400_000 + 1);
  await users.restart();
  const rows = () =>
    users.rows(
      'SELECT id::text FROM registration UNION ALL SELECT hash::text FROM one_time_token UNION ALL SELECT id FROM mail',
    );
  expect(await until(rows, ({ length }) => length === 0, 10_000)).toEqual([]);
});
