import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { type SharedRedis } from '../../redis/shared-redis';

export interface BudgetSettings {
  readonly points: number;
  readonly windowSeconds: number;
}

/** Points that were taken. */
export interface TakenPoints {
  /** What is left in the window. */
  readonly remaining: number;
  /** Until the window ends. */
  readonly seconds: number;
  /** Gives some of them back, as long as their window lasts. Never fails, and nobody need wait. */
  giveBack(points: number): void;
}

/** A client has used up its points. */
export interface OverBudget {
  /** Until there are points again. */
  readonly retryAfterSeconds: number;
}

/** For so long a Redis that failed is not asked again, in milliseconds. */
const restMs = 1_000;

/** Gives back points of a window that is still there, never more than were counted. */
const giveBackScript = `
local used = tonumber(redis.call('get', KEYS[1]))
if used then redis.call('decrby', KEYS[1], math.min(used, tonumber(ARGV[1]))) end
return 1`;

/**
 * Counts what each client uses: in Redis, for all gateways together, or in this process where there is none. While it is
 * away, or takes no writes, each gateway counts for itself.
 */
export class Budget {
  readonly #memory: RateLimiterMemory;
  readonly #shared: RateLimiterRedis | undefined;
  #restsUntilMs = 0;

  constructor(
    readonly settings: BudgetSettings,
    private readonly redis: SharedRedis | undefined,
  ) {
    const options = {
      keyPrefix: 'nutgraf:gateway:budget',
      points: settings.points,
      duration: settings.windowSeconds,
    };
    this.#memory = new RateLimiterMemory(options);
    this.#shared =
      redis && new RateLimiterRedis({ ...options, storeClient: redis.client, rejectIfRedisNotReady: true });
  }

  /** @param client hashed, so that who reads the store learns no addresses at a glance */
  async take(client: string, points: number): Promise<TakenPoints | OverBudget> {
    const key = createHash('sha256').update(client).digest('base64url');
    const shared = await this.#takeShared(key, points);
    if (shared) return this.#told(shared, points, (unused) => this.#giveBackShared(key, unused));
    const own = await this.#memory.consume(key, points).catch(over);
    return this.#told(own, points, (unused) => void this.#memory.reward(key, unused));
  }

  /** `undefined` when Redis does not count. */
  async #takeShared(key: string, points: number): Promise<RateLimiterRes | undefined> {
    if (!this.#shared || !this.redis?.isReady || performance.now() < this.#restsUntilMs) return undefined;
    try {
      return await this.#shared.consume(key, points).catch(over);
    } catch {
      this.#rest();
      return undefined;
    }
  }

  #told(
    { consumedPoints, msBeforeNext }: RateLimiterRes,
    points: number,
    giveBack: (points: number) => void,
  ): TakenPoints | OverBudget {
    const remaining = this.settings.points - consumedPoints;
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    const endsAtMs = performance.now() + msBeforeNext;
    const giveBackInTime = (unused: number) => {
      // What is counted in the next window is for others.
      if (unused > 0 && performance.now() < endsAtMs) giveBack(Math.min(unused, points));
    };
    if (remaining >= 0) return { remaining, seconds, giveBack: giveBackInTime };
    // It is not run, so it uses nothing: smaller ones may follow.
    giveBackInTime(points);
    return { retryAfterSeconds: seconds };
  }

  #giveBackShared(key: string, points: number): void {
    if (!this.#shared || !this.redis?.isReady) return;
    const counter = this.#shared.getKey(key);
    this.redis.client.eval(giveBackScript, 1, counter, points).catch(() => this.#rest());
  }

  #rest(): void {
    this.#restsUntilMs = performance.now() + restMs;
  }
}

/** What the library rejects with when a client is over: an answer like others. */
function over(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) return reason;
  throw reason;
}
