import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { RedisEntryStore } from '@nutgraf/gateway/cache/store/redis-entry-store';
import { Flight } from '@nutgraf/gateway/cache/flights';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { stampBook } from '@nutgraf/contract/cache-stamps';
import { createLogger } from '@nutgraf/kit/logger';
import type { Service } from '@nutgraf/kit/service';
import { DataSource } from 'typeorm';
import { createSecrets } from '../../support/secrets';
import { startRedis, type TestRedis } from '../../support/start-redis';
import { createDatabase, type TestDatabase } from '../../support/template-database';
import { until } from '../../support/until';
import { counterTypes, prepareCounters, startCounterService } from './counter-service';
import { Gates } from './gates';
import { PromiseModel } from './promise-model';
import { StampWatch } from './stamp-watch';
import type { Harm } from './steps';

/** Names counters, so that their values are fetched as entities. */
const pinTypes = `
  type Query { pinned(ids: [ID!]!): [Counter!]! }
  type Counter @key(fields: "id", resolvable: false) { id: ID! }`;

/** What a writer of the world is told. */
export interface PromiseWorldOptions {
  /** Without it nobody raises stamps. */
  readonly tellsOfWrites: boolean;
}

/** Two gateways with caches in one Redis, a service on PostgreSQL, and all that may happen to them. */
export class PromiseWorld implements AsyncDisposable {
  readonly gates = new Gates();
  model = new PromiseModel([]);
  readonly watch = new StampWatch(this.gates, () => this.model);
  readonly #stores = new Set<RedisEntryStore>();
  #redisState: 'up' | 'paused' | 'down' = 'up';
  readonly #spies: jest.SpyInstance[];
  readonly #secrets = createSecrets();
  #hasSnapshot = false;
  #runs = 0;
  #reloads = 0;
  #stopping: Promise<void>[] = [];
  #gateways: Gateway[] = [];
  #service!: Service;

  private constructor(
    readonly redis: TestRedis,
    readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly pins: TestSubgraph,
    private readonly options: PromiseWorldOptions,
  ) {
    const { gates } = this;
    const stores = this.#stores;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the `this` of each call
    const { begin, close } = RedisEntryStore.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- as above
    const { join } = Flight.prototype;
    this.#spies = [
      jest.spyOn(RedisEntryStore.prototype, 'begin').mockImplementation(function (this: RedisEntryStore) {
        stores.add(this);
        return begin.call(this);
      }),
      jest.spyOn(RedisEntryStore.prototype, 'close').mockImplementation(function (this: RedisEntryStore) {
        stores.delete(this);
        close.call(this);
      }),
      jest.spyOn(Flight.prototype, 'join').mockImplementation(function (this: Flight) {
        const joined = join.call(this);
        gates.block();
        return joined;
      }),
    ];
  }

  static async start(options: PromiseWorldOptions = { tellsOfWrites: true }): Promise<PromiseWorld> {
    const redis = await startRedis();
    const database = await createDatabase('cache_promise', prepareCounters);
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const pins = await startSubgraph('pins', pinTypes, {
      Query: { pinned: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })) },
    });
    pins.sends.headers['cache-control'] = 'max-age=60';
    const world = new PromiseWorld(redis, database, dataSource, pins, options);
    await world.#startService(0);
    world.#gateways = [await world.#startGateway(), await world.#startGateway()];
    return world;
  }

  /** Fresh counters in a world that is well. */
  async begin(): Promise<void> {
    this.#runs += 1;
    const keys = ['a', 'b', 'c'].map((name) => `r${this.#runs}-${name}`);
    this.model = new PromiseModel(keys);
    await this.dataSource.query('INSERT INTO counter (id) SELECT unnest($1::text[])', [keys]);
    await this.redis.run('flushall');
    if (this.#hasSnapshot) await this.redis.run('save');
    this.#hasSnapshot = false;
    await this.untilWell();
  }

  /** Ends what is held, mends what was harmed. */
  async end(): Promise<void> {
    this.gates.openAll();
    await this.changeRedis('resume');
    await Promise.all(this.#stopping);
    this.#stopping = [];
  }

  urlOf(gateway: number): string {
    return this.#gateways[gateway]!.url;
  }

  async changeRedis(what: Harm): Promise<void> {
    const { redis } = this;
    if (what === 'kill' || what === 'restart') {
      await redis.kill();
      this.#redisState = 'down';
    }
    if (what === 'pause' && this.#redisState === 'up') {
      redis.pause();
      this.#redisState = 'paused';
    }
    if (what === 'resume' && this.#redisState === 'paused') {
      redis.resume();
      this.#redisState = 'up';
    }
    if ((what === 'restart' || what === 'resume') && this.#redisState === 'down') {
      await redis.start();
      this.#redisState = 'up';
    }
    if (this.#redisState !== 'up') return;
    if (what === 'flush') await redis.run('flushall');
    if (what === 'evict book') await redis.run('unlink', stampBook);
    if (what === 'snapshot') {
      await redis.run('save');
      this.#hasSnapshot = true;
    }
    if (what === 'cut') await this.#cut();
  }

  /** Ends all connections. Once gateways are back, nothing counts that was kept before. */
  async #cut(): Promise<void> {
    const connections = async () =>
      String(await this.redis.run('client', 'list'))
        .trim()
        .split('\n').length;
    await this.#untilCachesAreUsed();
    const before = await connections();
    const allIsVoid = this.model.begunBefore();
    await this.redis.run('client', 'kill', 'type', 'normal', 'skipme', 'yes');
    await until(connections, (count) => count >= before, 10_000);
    await this.#untilCachesAreUsed();
    allIsVoid();
  }

  /** Makes all that is kept so much older. */
  async age(seconds: number): Promise<void> {
    if (this.#redisState === 'up') await this.redis.run('eval', ageScript, '0', String(seconds * 1000));
  }

  async replaceGateway(gateway: number): Promise<void> {
    const old = this.#gateways[gateway]!;
    this.#gateways[gateway] = await this.#startGateway();
    this.#stopping.push(old.stop());
  }

  async reload(gateway: number): Promise<void> {
    this.#reloads += 1;
    await this.#gateways[gateway]!.reload(this.#supergraph(`type Unused${this.#reloads} { a: Int }`));
  }

  /** Another process in the place of the one that was. Nobody is just asking it. */
  async restartService(): Promise<void> {
    const { port } = new URL(this.#service.url);
    this.gates.openAll();
    await this.#service.stop();
    await this.#abandon();
    await this.#startService(Number(port));
  }

  /** Another process of the service starts, which finds what was left by one that died. */
  async sweep(): Promise<void> {
    if (this.#redisState !== 'up') return;
    // This one is not late.
    while (this.gates.disarm('sweep'));
    await this.#abandon();
    const other = await Invalidation.open({
      subgraph: 'counters',
      dataSource: this.dataSource,
      redisUrl: this.options.tellsOfWrites ? this.redis.url : null,
      logger: createLogger('other', 'silent'),
    });
    const { latest } = this.watch;
    other.start();
    await until(
      () =>
        this.dataSource.query<object[]>(
          `SELECT FROM cache_outbox WHERE created_at < now() - interval '30 minutes'`,
        ),
      ({ length }) => length === 0,
      20_000,
    );
    await other.close();
    this.watch.latest = latest;
  }

  /** The caches and the writer use Redis. */
  async untilWell(): Promise<void> {
    await this.#untilCachesAreUsed();
    await until(
      () => Promise.resolve(this.watch.latest?.isAway),
      (isAway) => !isAway,
      10_000,
    );
  }

  #untilCachesAreUsed(): Promise<unknown> {
    return until(
      () => Promise.resolve([...this.#stores].some(({ isAway }) => isAway)),
      (isAway) => !isAway,
      10_000,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    for (const gateway of this.#gateways) await gateway.stop();
    await this.#service.stop();
    await this.pins.stop();
    await this.dataSource.destroy();
    await this.database.drop();
    await this.redis[Symbol.asyncDispose]();
    this.watch.restore();
    for (const spy of this.#spies) spy.mockRestore();
  }

  /** What is in the outbox now was written long ago. */
  async #abandon(): Promise<void> {
    await this.dataSource.query(`UPDATE cache_outbox SET created_at = created_at - interval '1 hour'`);
  }

  async #startService(port: number): Promise<void> {
    this.#service = await startCounterService({
      databaseUrl: this.database.url,
      redisUrl: this.options.tellsOfWrites ? this.redis.url : null,
      signingKeys: this.#secrets.signingKeys,
      port,
      gates: this.gates,
    });
  }

  #startGateway(): Promise<Gateway> {
    const settings: Omit<GatewayOptions, 'supergraph'> = {
      http: { port: 0 },
      redis: { url: this.redis.url, patienceMs: 50 },
      cache: { enabled: true },
      subgraphs: { counters: { requestHeaders: ['x-flavor'] } },
      signing: { keys: this.#secrets.signingKeys },
      log: { level: 'silent' },
    };
    return createGateway({ supergraph: this.#supergraph(''), ...settings });
  }

  #supergraph(more: string): string {
    const counters = { name: 'counters', typeDefs: counterTypes, url: `${this.#service.url}/graphql` };
    return compose([counters, { ...this.pins, typeDefs: `${this.pins.typeDefs}${more}` }]);
  }
}

const ageScript = `
for _, key in ipairs(redis.call('KEYS', '{nutgraf:cache}:entry:*')) do
  local meta, left = redis.call('HGET', key, 'meta'), redis.call('PTTL', key)
  local head, at, size = string.match(meta, '^(%S+ %S+ %S+) (%S+) (%S+)$')
  local older = string.format('%.0f', tonumber(at) - ARGV[1])
  redis.call('HSET', key, 'meta', table.concat({ head, older, size }, ' '))
  redis.call('PEXPIRE', key, left - ARGV[1])
end
return 1`;
