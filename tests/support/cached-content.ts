import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSigningKeys, type SigningKey } from '@nutgraf/contract/signature';
import type { GatewayOptions } from '@nutgraf/gateway';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { findFreePort } from '@nutgraf/stack/free-port';
import { Client } from 'pg';
import { claimsOf } from './content-service';
import { GatewayProcess } from './gateway-process';
import { LossyProxy } from './lossy-proxy';
import { createSecrets } from './secrets';
import { ServiceProcess } from './service-process';
import { startRedis, type TestRedis } from './start-redis';
import { signedQuery } from './subgraph-client';
import { TestService } from './test-service';

const nobody = 'http://127.0.0.1:9/graphql';
const supergraph = join(__dirname, '../../schema/supergraph.graphql');
const articleId = demoId('art', 2);
const commenter = claimsOf(demoId('acc', 2));

const addComment = `mutation ($input: CommentAddInput!) {
  commentAdd(input: $input) { comment { id } errors { code } } }`;

/** Content and two gateways with caches, each a process of its own that can be killed. */
export class CachedContent implements AsyncDisposable {
  #gateways: GatewayProcess[] = [];
  #comments = 0;

  private constructor(
    private readonly redis: TestRedis,
    /** Between content and Redis. */
    readonly toRedis: LossyProxy,
    readonly content: ServiceProcess,
    private readonly data: TestService,
    private readonly keys: readonly [SigningKey, ...SigningKey[]],
    private readonly folder: string,
  ) {}

  static async start(): Promise<CachedContent> {
    const secrets = createSecrets();
    const redis = await startRedis();
    const toRedis = await LossyProxy.start(Number(new URL(redis.url).port));
    const environment = { REDIS_URL: `redis://127.0.0.1:${toRedis.port}`, LOG_LEVEL: 'warn' };
    const data = await TestService.create('content', secrets, environment);
    const port = String(await findFreePort());
    const content = new ServiceProcess('content', { ...data.environment, PORT: port });
    await content.start();
    const folder = await mkdtemp(join(tmpdir(), 'nutgraf-cached-'));
    const settings: Omit<GatewayOptions, 'supergraph'> = {
      subgraphs: {
        content: { url: `${content.url}/graphql` },
        users: { url: nobody },
        billing: { url: nobody },
      },
      redis: { url: redis.url, patienceMs: 50 },
      cache: { enabled: true },
      signing: { keys: secrets.signingKeys },
    };
    await writeFile(join(folder, 'gateway.json'), JSON.stringify(settings));
    const keys = parseSigningKeys(secrets.signingKeys);
    const graph = new CachedContent(redis, toRedis, content, data, keys, folder);
    graph.#gateways = [await graph.#startGateway(), await graph.#startGateway()];
    return graph;
  }

  /** How many comments one of the gateways says that there are. Null when it has no answer. */
  async count(gateway: number): Promise<number | null> {
    const response = await fetch(this.#gateways[gateway]!.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ article(by: { id: "${articleId}" }) { commentCount } }` }),
    });
    const { data } = (await response.json()) as { data?: { article?: { commentCount: number } | null } };
    return data?.article?.commentCount ?? null;
  }

  /** Writes a comment, past the gateways. @returns whether that was acknowledged */
  async comment(): Promise<boolean> {
    const input = { articleId, body: 'A comment.', clientId: `comment-${++this.#comments}` };
    const request = { query: addComment, variables: { input } };
    const answer = await signedQuery(this.content.url, 'content', this.keys, request, commenter).catch(
      () => null,
    );
    if (answer?.data) expect(answer.data).toMatchObject({ commentAdd: { errors: [] } });
    return Boolean(answer?.data?.commentAdd);
  }

  /** How often content gave Redis up: what it writes then may be read late, as is said of the promise. */
  timesAway(): number {
    return this.content.log.filter((line) => line.includes('Redis is away')).length;
  }

  /** How many comments there are. */
  async countInDatabase(): Promise<number> {
    const rows = await this.#query<{ count: number }>(
      `SELECT count(*)::int FROM comment WHERE article_id = '${articleId}'`,
    );
    return rows[0]!.count;
  }

  /** Rows that tell what is still to be raised. */
  async outbox(): Promise<number> {
    return (await this.#query<{ count: number }>('SELECT count(*)::int FROM cache_outbox'))[0]!.count;
  }

  /** Resolves as soon as a write is committed, sooner than a request could tell. */
  async nextCommit(): Promise<{ readonly committed: Promise<void> }> {
    await this.#query(`
      CREATE OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_notify('committed', ''); RETURN NULL; END $$;
      CREATE OR REPLACE TRIGGER tell AFTER INSERT ON cache_outbox EXECUTE FUNCTION tell()`);
    const listener = new Client({ connectionString: this.data.database.url });
    await listener.connect();
    await listener.query('LISTEN committed');
    const told = new Promise<void>((resolve) => listener.once('notification', () => resolve()));
    return { committed: told.then(() => listener.end()) };
  }

  /** Kills a gateway, and starts another in its place. */
  async replaceGateway(gateway: number): Promise<void> {
    await this.#gateways[gateway]![Symbol.asyncDispose]();
    this.#gateways[gateway] = await this.#startGateway();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const gateway of this.#gateways) await gateway[Symbol.asyncDispose]();
    await this.content[Symbol.asyncDispose]();
    await this.data[Symbol.asyncDispose]();
    await this.toRedis[Symbol.asyncDispose]();
    await this.redis[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true });
  }

  #startGateway(): Promise<GatewayProcess> {
    const config = join(this.folder, 'gateway.json');
    return GatewayProcess.start('--supergraph', supergraph, '--config', config);
  }

  async #query<Row extends object>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.data.database.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }
}
