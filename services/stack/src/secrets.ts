import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { z } from 'zod';

import { StackError } from './stack-error';

const secretsSchema = z.strictObject({
  postgresPasswords: z.strictObject({
    superuser: z.string().min(1),
    users: z.string().min(1),
    content: z.string().min(1),
    billing: z.string().min(1),
  }),
  /** `id:base64`: signs what the gateway asks the services. */
  SUBGRAPH_SIGNING_KEYS: z.string().min(1),
  /** Signs pagination cursors. */
  CURSOR_SECRET: z.string().min(1),
  /** A private Ed25519 JWK as JSON: signs access tokens. */
  ACCESS_TOKEN_SIGNING_KEYS: z.string().min(1),
});

/** What one installation keeps to itself. */
export type Secrets = Readonly<z.infer<typeof secretsSchema>>;

/**
 * Reads the secrets; the first time, makes them up and writes them for the owner's eyes only.
 * @throws StackError when the file is there but not whole.
 */
export async function loadSecrets(file: string): Promise<Secrets> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(createSecrets(), null, 2), { flag: 'wx', mode: 0o600 }).catch(
    ignoreExisting,
  );
  try {
    return secretsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // The cause stays out: it could quote the secrets.
    throw new StackError(`${file} is damaged: put it back, or start afresh with "npm start -- --reset".`);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function createSecrets(): Secrets {
  const password = () => randomBytes(18).toString('base64url');
  return {
    postgresPasswords: { superuser: password(), users: password(), content: password(), billing: password() },
    SUBGRAPH_SIGNING_KEYS: `${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`,
    CURSOR_SECRET: randomBytes(32).toString('base64'),
    ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(createTokenKey()),
  };
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
