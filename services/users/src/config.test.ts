import { generateKeyPairSync } from 'node:crypto';
import { ConfigError } from '@nutgraf/kit/config';
import { readUsersConfig } from './config';

const environment = {
  PORT: '0',
  DATABASE_URL: 'postgres://users@localhost/users',
  SUBGRAPH_SIGNING_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
  CURSOR_SECRET: 'x'.repeat(32),
  REFRESH_TOKEN_KEYS: `k:${Buffer.alloc(32).toString('base64')}`,
  ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
  ),
};

const mailServer = {
  SMTP_URL: 'smtp://mail.example:587',
  MAIL_FROM: 'The Daily <hello@daily.example>',
  PUBLIC_SITE_URL: 'https://daily.example',
};

test('tokens live five minutes and name nutgraf unless told otherwise', () => {
  expect(readUsersConfig(environment)).toMatchObject({
    ACCESS_TOKEN_TTL_SECONDS: 300,
    ACCESS_TOKEN_ISSUER: 'nutgraf',
    ACCESS_TOKEN_AUDIENCE: 'nutgraf',
  });
});

test('sessions last thirty days without a refresh and half a year in all unless told otherwise', () => {
  expect(readUsersConfig(environment)).toMatchObject({ SESSION_IDLE_DAYS: 30, SESSION_MAX_DAYS: 180 });
});

test.each([
  [{}, false],
  [{ ...mailServer, NODE_ENV: 'production' }, true],
  [{ ...mailServer, NODE_ENV: 'production', COOKIE_SECURE: 'false' }, false],
  [{ COOKIE_SECURE: 'true' }, true],
])('with %j cookies are for https alone: %s', (more, secure) => {
  expect(readUsersConfig({ ...environment, ...more }).COOKIE_SECURE).toBe(secure);
});

test.each([
  [{}, true],
  [mailServer, false],
  [{ ...mailServer, DEV_INBOX: 'true' }, true],
  [{ ...mailServer, NODE_ENV: 'production' }, false],
])('with %j the developer inbox is on: %s', (more, isOn) => {
  expect(readUsersConfig({ ...environment, ...more }).DEV_INBOX).toBe(isOn);
});

test.each([
  ['the inbox in production', { ...mailServer, NODE_ENV: 'production', DEV_INBOX: 'true' }, 'DEV_INBOX: '],
  ['production without a mail server', { NODE_ENV: 'production' }, 'SMTP_URL: '],
  [
    'production whose mails lead to this machine',
    { ...mailServer, NODE_ENV: 'production', PUBLIC_SITE_URL: 'http://localhost:3000' },
    'PUBLIC_SITE_URL: ',
  ],
  ['neither an inbox nor a mail server', { DEV_INBOX: 'false' }, 'SMTP_URL: '],
  ['a mail server without a sender', { SMTP_URL: mailServer.SMTP_URL }, 'MAIL_FROM: '],
  [
    'a sender of two lines',
    { ...mailServer, MAIL_FROM: 'hello@daily.example\nBcc: x@y.example' },
    'MAIL_FROM: ',
  ],
  ['a mail server that is none', { ...mailServer, SMTP_URL: 'http://mail.example' }, 'SMTP_URL: '],
  ['a Redis that is none', { REDIS_URL: 'http://127.0.0.1:6379' }, 'REDIS_URL: '],
])('%s is refused', (_what, more, named) => {
  const read = () => readUsersConfig({ ...environment, ...more });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(named);
});

test('what is wrong is named and never printed', () => {
  const wrong = {
    ...environment,
    ACCESS_TOKEN_SIGNING_KEYS: '{"d":"a-secret"}',
    ACCESS_TOKEN_TTL_SECONDS: '0',
  };
  const read = () => readUsersConfig(wrong);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/ACCESS_TOKEN_SIGNING_KEYS: [\s\S]*ACCESS_TOKEN_TTL_SECONDS: /);
  expect(read).not.toThrow('a-secret');
});
