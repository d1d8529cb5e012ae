import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig, type QueryResult } from 'pg';
import { currentRequest } from '../request-scope';
import { sendCancelRequest } from './cancel-request';
import { isOutdatedPlan, PreparedNames } from './prepared-names';

/** Between cancel requests for one statement: one that overtakes the statement is ignored by the server. */
const firstRetryMs = 50;
const longestRetryMs = 1_000;

/** Told of each statement before it is sent, and later how many rows came back: none when it failed. */
export type StatementListener = (sql: string, rows: Promise<number>) => void;

/** A name is the same on all connections; each prepares for itself what it is asked. */
const names = new PreparedNames();

/**
 * A connection to PostgreSQL on which a statement lives no longer than the request for which it runs (ADR 25). All SQL of
 * a service passes here.
 *
 * A cancel request names a backend and hits whatever runs there when it arrives. So there is never more than one
 * statement on the wire, and none is begun, nor the cancelled one told to be over, before the cancel request is done.
 */
export class InterruptibleClient extends Client {
  #busy = false;
  readonly #waiting: (() => void)[] = [];
  readonly #onStatement: StatementListener | undefined;

  constructor(config?: ClientConfig & { readonly onStatement?: StatementListener | undefined }) {
    super(config);
    this.#onStatement = config?.onStatement;
  }

  override query(...args: never[]): never;
  override query(...args: unknown[]): unknown {
    const [sql, values, callback] = args;
    // Other forms are for cursors and for connections that are being made.
    if (typeof sql !== 'string' || typeof (callback ?? values) === 'function') return this.#send(args);
    return this.#inTurn(sql, args);
  }

  async #inTurn(sql: string, args: unknown[]): Promise<QueryResult> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy = true;
    try {
      const result = this.#whileWanted(sql, args);
      this.#onStatement?.(
        sql,
        result.then(rowsOf, () => 0),
      );
      return await result;
    } finally {
      const next = this.#waiting.shift();
      // It stays busy for the next one, or another could come in between.
      if (next) next();
      else this.#busy = false;
    }
  }

  async #whileWanted(sql: string, args: unknown[]): Promise<QueryResult> {
    const signal = currentRequest()?.signal;
    // What a transaction did is undone however late it is.
    if (!signal || /^\s*ROLLBACK\b/i.test(sql)) return this.#sendPrepared(sql, args);
    signal.throwIfAborted();
    // Once the server was told to commit, only the server knows whether it did.
    if (/^\s*COMMIT\b/i.test(sql)) return this.#send(args);
    return this.#untilAborted(signal, this.#sendPrepared(sql, args));
  }

  async #untilAborted(signal: AbortSignal, statement: Promise<QueryResult>): Promise<QueryResult> {
    let over: AbortController | undefined;
    let cancelling: Promise<void> | undefined;
    const cancel = () => {
      over = new AbortController();
      cancelling = this.#cancelUntil(over.signal);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await statement;
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener('abort', cancel);
      over?.abort();
      await cancelling;
    }
  }

  async #cancelUntil(over: AbortSignal): Promise<void> {
    for (let retryMs = firstRetryMs; !over.aborted; retryMs = Math.min(2 * retryMs, longestRetryMs)) {
      try {
        await sendCancelRequest(this);
      } catch {
        // A cancel request is at large: nothing else may run on this connection, ever. The pool drops it.
        void this.end();
        return;
      }
      await pause(retryMs, undefined, { signal: over }).catch(() => undefined);
    }
  }

  /** Whatever has parameters is a statement that comes again. */
  async #sendPrepared(sql: string, args: unknown[]): Promise<QueryResult> {
    const [, values] = args;
    const name = Array.isArray(values) && values.length > 0 ? names.nameOf(sql) : undefined;
    if (name === undefined) return this.#send(args);
    try {
      return await this.#send([{ name, text: sql, values }]);
    } catch (error) {
      if (isOutdatedPlan(error)) names.renew(sql);
      throw error;
    }
  }

  #send(args: unknown[]): Promise<QueryResult> {
    return super.query(...(args as [string]));
  }
}

/** Several statements in one text, as migrations have them, have several results. */
function rowsOf(result: QueryResult | readonly QueryResult[]): number {
  return [result].flat().reduce((sum, { rows }) => sum + rows.length, 0);
}
