import { hash, verify } from '@node-rs/argon2';

/** Slow on purpose. Hashes are in PHC string format, with their own salt. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** The library's default algorithm is argon2id. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id as the OWASP Password Storage Cheat Sheet has it: 19 MiB, two passes, one lane; on other threads. */
export const argon2Hasher: PasswordHasher = {
  hash: (password) => hash(password, parameters),
  verify: (stored, password) => verify(stored, password),
};
