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
  [{ NODE_ENV: 'production' }, true],
  [{ NODE_ENV: 'production', COOKIE_SECURE: 'false' }, false],
  [{ COOKIE_SECURE: 'true' }, true],
])('with %j cookies are for https alone: %s', (more, secure) => {
  expect(readUsersConfig({ ...environment, ...more }).COOKIE_SECURE).toBe(secure);
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
