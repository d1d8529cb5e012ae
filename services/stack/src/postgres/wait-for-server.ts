import { setTimeout as delay } from 'node:timers/promises';

import { Client } from 'pg';

import { StackError } from '../stack-error';

const pauseMs = 20;
/** Refused, or "the database system is starting up". */
const notYet = new Set(['ECONNREFUSED', 'ECONNRESET', '57P03']);

/**
 * Resolves when a connection to the server succeeds.
 * @throws StackError when the server answers, but with a refusal; the signal's reason when that aborts first.
 */
export async function waitForServer(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const code = await tryConnection(url);
    if (code === null) return;
    if (code === '28P01') {
      throw new StackError(
        'The embedded PostgreSQL refuses the password in secrets.json, which is not the one it was created with: ' +
          'put the file back, or start afresh with "npm start -- --reset".',
      );
    }
    if (!notYet.has(code)) throw new StackError(`The embedded PostgreSQL refuses connections (${code}).`);
    signal.throwIfAborted();
    await delay(pauseMs);
  }
}

/** Returns the error's code, or null when the connection succeeded. */
async function tryConnection(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  } finally {
    await client.end().catch(() => undefined);
  }
}
