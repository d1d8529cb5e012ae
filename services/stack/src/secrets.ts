import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import { byService } from './service-names';
import { StackError } from './stack-error';

const secretsSchema = z.strictObject({
  // Loose: a service that came or went does not make the file a damaged one.
  postgresPasswords: z.looseObject({
    superuser: z.string().min(1),
    ...byService(() => z.string().min(1).default(randomPassword)),
  }),
  /** `id:base64`: signs what the gateway asks the services. */
  SUBGRAPH_SIGNING_KEYS: z.string().min(1),
  /** Signs pagination cursors. */
  CURSOR_SECRET: z.string().min(1),
  /** A private Ed25519 JWK as JSON: signs access tokens. */
  ACCESS_TOKEN_SIGNING_KEYS: z.string().min(1),
  /** `id:base64`: derives refresh tokens. A file of before there were any gets one. */
  REFRESH_TOKEN_KEYS: z.string().min(1).default(randomKey),
});

/** What one installation keeps to itself. */
export type Secrets = Readonly<z.output<typeof secretsSchema>>;

/**
 * Reads the secrets; the first time, makes them up and writes them for the owner's eyes only. The password of a service
 * that is new since then, or a secret, is added.
 * @throws StackError when the file is there but not whole.
 */
export async function loadSecrets(file: string): Promise<Secrets> {
  await mkdir(dirname(file), { recursive: true });
  await writeSecrets(file, createSecrets(), 'wx').catch(ignoreExisting);
  const { written, secrets } = await readSecrets(file);
  if (!isDeepStrictEqual(written, secrets)) {
    await writeSecrets(`${file}.new`, secrets, 'w');
    await rename(`${file}.new`, file);
  }
  return secrets;
}

async function readSecrets(file: string): Promise<{ written: unknown; secrets: Secrets }> {
  try {
    const written: unknown = JSON.parse(await readFile(file, 'utf8'));
    return { written, secrets: secretsSchema.parse(written) };
  } catch {
    // The cause stays out: it could quote the secrets.
    throw new StackError(`${file} is damaged: put it back, or start afresh with "npm start -- --reset".`);
  }
}

async function writeSecrets(file: string, secrets: Secrets, flag: 'w' | 'wx'): Promise<void> {
  await writeFile(file, JSON.stringify(secrets, null, 2), { flag, mode: 0o600 });
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function createSecrets(): Secrets {
  return {
    postgresPasswords: { superuser: randomPassword(), ...byService(randomPassword) },
    SUBGRAPH_SIGNING_KEYS: randomKey(),
    CURSOR_SECRET: randomBytes(32).toString('base64'),
    ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(createTokenKey()),
    REFRESH_TOKEN_KEYS: randomKey(),
  };
}

function randomPassword(): string {
  return randomBytes(18).toString('base64url');
}

function randomKey(): string {
  return `${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
}

function createTokenKey(): object {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    alg: 'EdDSA',
    use: 'sig',
  };
}
