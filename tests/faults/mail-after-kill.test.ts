import { Client } from 'pg';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { findFreePort } from '@nutgraf/stack/free-port';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { SmtpDouble } from '../support/smtp-double';
import { signedQuery } from '../support/subgraph-client';
import { TestService } from '../support/test-service';
import { until } from '../support/until';

jest.setTimeout(120_000);

const rounds = 5;
const secrets = createSecrets();
const keys = parseSigningKeys(secrets.signingKeys);

let smtp: SmtpDouble;
let data: TestService;
let users: ServiceProcess;
beforeAll(async () => {
  smtp = await SmtpDouble.start();
  const environment = {
    SMTP_URL: smtp.url,
    MAIL_FROM: 'hello@daily.example',
    PORT: String(await findFreePort()),
    LOG_LEVEL: 'fatal',
  };
  data = await TestService.create('users', secrets, environment);
  users = new ServiceProcess('users', data.environment);
});
afterAll(async () => {
  await users[Symbol.asyncDispose]();
  await data[Symbol.asyncDispose]();
  await smtp[Symbol.asyncDispose]();
});

async function register(email: string): Promise<void> {
  const query = `mutation ($email: EmailAddress!) {
    accountRegister(input: { email: $email, password: "a long walk home", displayName: "Nora" }) { ok }
  }`;
  const client = { address: '192.0.2.1', userAgent: null };
  const answer = await signedQuery(users.url, 'users', keys, { query, variables: { email } }, undefined, {
    client,
  });
  expect(answer.data).toEqual({ accountRegister: { ok: true } });
}

async function leftToSend(): Promise<number> {
  const client = new Client({ connectionString: data.database.url });
  await client.connect();
  try {
    return (
      (await client.query<{ count: number }>('SELECT count(*)::int AS count FROM mail')).rows[0]?.count ?? 0
    );
  } finally {
    await client.end();
  }
}

const hasArrived = (email: string) =>
  until(
    () => Promise.resolve(smtp.received.filter(({ to }) => to.includes(email))),
    ({ length }) => length > 0,
    20_000,
  );

test('a registration that was acknowledged gets its mail although the process is killed before it is sent', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const email = `nora-${round}@nutgraf.example`;
    // The first rounds kill it while it talks to the mail server, the others wherever it is.
    const isTalking = round < 2;
    smtp.mood = isTalking ? 'SILENT' : 'TAKE';
    await users.start();
    const { connections } = smtp;
    await register(email);
    if (isTalking)
      await until(
        () => Promise.resolve(smtp.connections),
        (count) => count > connections,
        20_000,
      );
    await users.kill();
    smtp.mood = 'TAKE';
    await users.start();
    await hasArrived(email);
    await until(leftToSend, (count) => count === 0, 20_000);
    await users.kill();
  }
});
