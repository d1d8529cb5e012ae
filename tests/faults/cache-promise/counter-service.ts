import { AsyncLocalStorage } from 'node:async_hooks';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { createCacheOutboxTable } from '@nutgraf/kit/cache/cache-outbox';
import { nameObjects, objectName } from '@nutgraf/kit/cache/cache-tags';
import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { connectDatabase } from '@nutgraf/kit/database/connect';
import { inTransaction } from '@nutgraf/kit/database/transaction';
import { federatedSchema } from '@nutgraf/kit/graphql/federation';
import { createLogger } from '@nutgraf/kit/logger';
import type { RequestContext } from '@nutgraf/kit/request-context';
import { startService, type Service } from '@nutgraf/kit/service';
import { DataSource } from 'typeorm';
import type { Gates } from './gates';

export const counterTypes = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query {
    counter(id: ID!): Counter
    counters(group: String!): [Counter!]! @cacheControl(maxAge: 10)
  }
  type Mutation { bump(id: ID!, fate: String!): Counter! }
  type Counter @key(fields: "id") @cacheControl(maxAge: 10) { id: ID! value: Int! }`;

/** What else its answers say of the time that they may be used. */
const staleness = ', stale-while-revalidate=20, stale-if-error=40';

export interface CounterServiceOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly signingKeys: string;
  readonly port: number;
  /** Reads pass one between their SQL and their answer. */
  readonly gates: Gates;
}

interface CounterRow {
  readonly id: string;
  readonly value: number;
}

/** What becomes of a writer between its commit and its stamps. */
export type Fate = 'lives' | 'held' | 'dies';

/** The write in whose name something runs. */
export const currentWrite = new AsyncLocalStorage<{ key: string; value: number; fate: Fate }>();

/** For a template database. */
export async function prepareCounters(url: string): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url }).initialize();
  await createCacheOutboxTable(source.createQueryRunner());
  await source.query('CREATE TABLE counter (id text PRIMARY KEY, value int NOT NULL DEFAULT 0)');
  await source.destroy();
}

/** The group of a counter is what its id begins with. */
function groupOf(id: string): string {
  return id.slice(0, id.indexOf('-'));
}

/** A small service, written as ours are. */
export async function startCounterService(options: CounterServiceOptions): Promise<Service> {
  const logger = createLogger('counters', 'silent');
  const dataSource = await connectDatabase({
    url: options.databaseUrl,
    applicationName: 'counters',
    entities: [],
    migrations: [],
  });
  const { redisUrl } = options;
  const invalidation = await Invalidation.open({ subgraph: 'counters', dataSource, redisUrl, logger });

  const read = async (condition: string, value: string) => {
    const rows = await dataSource.query<CounterRow[]>(
      `SELECT id, value FROM counter WHERE ${condition} ORDER BY id`,
      [value],
    );
    await options.gates.pass('read');
    return rows;
  };
  const one = async (id: string) => (await read('id = $1', id))[0] ?? null;
  const bump = (id: string, fate: Fate) => {
    const write = { key: id, value: 0, fate };
    return currentWrite.run(write, () =>
      inTransaction(
        dataSource,
        async ({ manager, invalidate }) => {
          const [rows] = await manager.query<[CounterRow[], number]>(
            'UPDATE counter SET value = value + 1 WHERE id = $1 RETURNING id, value',
            [id],
          );
          invalidate(objectName('Counter', id), `group:${groupOf(id)}`);
          write.value = rows[0]!.value;
          return rows[0]!;
        },
        invalidation,
      ),
    );
  };
  const schema = federatedSchema<RequestContext>(
    counterTypes,
    {
      Query: {
        counter: (_: unknown, { id }: CounterRow) => one(id),
        counters: (_: unknown, { group }: { group: string }, { cache }: RequestContext) => {
          cache.tag(`group:${group}`);
          return read(`id LIKE $1 || '-%'`, group);
        },
      },
      Mutation: { bump: (_: unknown, { id, fate }: { id: string; fate: Fate }) => bump(id, fate) },
    },
    { Counter: ({ id }) => one(id) },
  );
  nameObjects(schema);
  return startService({
    name: 'counters',
    address: { host: '127.0.0.1', port: options.port },
    signingKeys: parseSigningKeys(options.signingKeys),
    dataSource,
    invalidation,
    schema,
    createLoaders: () => undefined,
    publicRoutes: (app) => {
      app.addHook('onSend', (_request, reply, _payload, done) => {
        const said = reply.getHeader('cache-control');
        if (typeof said === 'string' && said.startsWith('max-age')) {
          reply.header('cache-control', said + staleness);
        }
        done();
      });
    },
    logger,
  });
}
