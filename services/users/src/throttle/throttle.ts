import { createHmac } from 'node:crypto';
import { clientNetwork } from '@nutgraf/contract/client-network';
import type { Clock } from '@nutgraf/kit/clock';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Counters } from './counters';
import {
  knownClientSeconds,
  limits,
  passwordsPerRequest,
  type AttemptKind,
  type Limit,
  type Limits,
} from './limits';

/** Who tries, and at which account. */
export interface AttemptBy {
  readonly http: HttpExchange;
  /** Address of the account, whether there is one or not; left out when none is named. */
  readonly email?: string;
}

/** An attempt that may be made. */
export interface AllowedAttempt {
  readonly allowed: true;
  /** It was none: nothing was found out, or it was right. Once; later calls do nothing. */
  giveBack(): Promise<void>;
  /** Does the attempt's work. Work that throws has found out nothing: the attempt is given back. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Whether an attempt may be made; decided, and counted, before its work. */
export type Attempt = AllowedAttempt | { readonly allowed: false; readonly retryAt: Date };

type Counter = Pick<RateLimiterAbstract, 'consume' | 'get' | 'reward' | 'delete'>;
type CountersOf = Readonly<Partial<Record<keyof Limits, Counter>>>;

const anotherRequestMs = 1_000;
const unknown = 'unknown';

/** Counts attempts. Its keys are hashed: who reads the store learns no addresses. */
export class Throttle {
  readonly #counters: ReadonlyMap<AttemptKind, CountersOf>;
  readonly #known: RateLimiterAbstract;
  readonly #passwordsOf = new WeakMap<HttpExchange, number>();

  /** @param secret for the hashes of the keys; the same in all processes that count together */
  constructor(
    counters: Pick<Counters, 'create'>,
    private readonly secret: string,
    private readonly clock: Clock,
  ) {
    this.#counters = new Map(
      Object.entries<Limits>(limits).map(([kind, entry]) => [
        kind as AttemptKind,
        Object.fromEntries(
          Object.entries<Limit>({ ...entry }).map(([scope, limit]) => [
            scope,
            counters.create(`${kind}:${scope}`, limit),
          ]),
        ),
      ]),
    );
    this.#known = counters.create('known', { points: 1, seconds: knownClientSeconds });
  }

  /**
   * An attempt that has a password hashed or checked. One request may have only a few of them, whatever
   * their addresses.
   */
  async beginWithPassword(kind: AttemptKind, by: AttemptBy): Promise<Attempt> {
    const before = this.#passwordsOf.get(by.http) ?? 0;
    if (before >= passwordsPerRequest) {
      return { allowed: false, retryAt: new Date(this.clock.now().getTime() + anotherRequestMs) };
    }
    this.#passwordsOf.set(by.http, before + 1);
    return this.begin(kind, by);
  }

  /**
   * Counts from the narrowest to the widest, so that what one client is refused counts against nobody else. The widest
   * is looked at before, or a client that is refused could fill the store with addresses that it invents.
   */
  async begin(kind: AttemptKind, by: AttemptBy): Promise<Attempt> {
    const counted: { counter: Counter; key: string }[] = [];
    const giveBack = async () => {
      await Promise.all(counted.splice(0).map(({ counter, key }) => counter.reward(key, 1)));
    };
    const refuse = (waitMs: number): Attempt => {
      return { allowed: false, retryAt: new Date(this.clock.now().getTime() + waitMs) };
    };
    const counters = await this.#countersFor(kind, by);
    const widest = counters.at(-1);
    const left = await widest?.counter.get(widest.key);
    if (left && left.remainingPoints <= 0) return refuse(left.msBeforeNext);
    for (const { counter, key } of counters) {
      const waitMs = await overBy(counter, key);
      if (waitMs !== null) {
        await giveBack();
        return refuse(waitMs);
      }
      counted.push({ counter, key });
    }
    const run = async <Result>(work: () => Promise<Result>): Promise<Result> => {
      try {
        return await work();
      } catch (error) {
        await giveBack();
        throw error;
      }
    };
    return { allowed: true, giveBack, run };
  }

  /**
   * The account's owner was here, and proved it: wrong passwords from this client are forgotten, and from now on
   * strangers elsewhere cannot lock it out of the account.
   */
  async recognise({ http, email }: Required<AttemptBy>): Promise<void> {
    const client = clientNetwork(http.client.address);
    if (client === null) return;
    const key = this.#key('pair', email, client);
    await Promise.all([
      this.#counters.get('PASSWORD_CHECK')?.pair?.delete(key),
      this.#known.set(key, 1, knownClientSeconds),
    ]);
  }

  async #countersFor(kind: AttemptKind, by: AttemptBy): Promise<{ counter: Counter; key: string }[]> {
    const counters = this.#counters.get(kind) ?? {};
    const client = clientNetwork(by.http.client.address);
    const found: { counter: Counter; key: string }[] = [];
    const add = (scope: keyof Limits, ...parts: string[]) => {
      const counter = counters[scope];
      if (counter) found.push({ counter, key: this.#key(scope, ...parts) });
    };
    if (by.email !== undefined) {
      if (client !== null) add('pair', by.email, client);
      if (client === null || !(await this.#isKnown(by.email, client))) add('account', by.email);
    }
    if (client === null) add('unknownClients', unknown);
    else add('client', client);
    return found;
  }

  async #isKnown(email: string, client: string): Promise<boolean> {
    const entry = await this.#known.get(this.#key('pair', email, client));
    return entry !== null && entry.msBeforeNext > 0;
  }

  #key(...parts: string[]): string {
    const text = JSON.stringify(['throttle', ...parts.map((part) => part.toLowerCase())]);
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}

/** Counts one attempt; says how long to wait when that is one too many, in milliseconds, else null. */
async function overBy(counter: Counter, key: string): Promise<number | null> {
  try {
    await counter.consume(key, 1);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error.msBeforeNext;
    throw error;
  }
}
