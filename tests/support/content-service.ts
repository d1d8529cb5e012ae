import { randomBytes } from 'node:crypto';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { readContentConfig } from '@nutgraf/content/config';
import { prepareContentDatabase } from '@nutgraf/content/database';
import { createContentService } from '@nutgraf/content/service';
import { ManualClock } from '@nutgraf/kit/clock';
import { createLogger } from '@nutgraf/kit/logger';
import type { Service } from '@nutgraf/kit/service';
import { BillingDouble } from './billing-double';
import { ContentRows } from './content-rows';
import { createSecrets } from './secrets';
import {
  signedQuery,
  signPost,
  type GraphqlRequest,
  type SignedPost,
  type SubgraphAnswer,
} from './subgraph-client';
import { createDatabase, type TestDatabase } from './template-database';

/** The content service in this process, beside a double of billing, on a clock that stands still. */
export class ContentService implements AsyncDisposable {
  readonly clock = new ManualClock(new Date('2026-03-02T09:30:00.250Z'));
  /** SQL of requests; what follows billing's feed in the background is left out. */
  readonly statements: string[] = [];
  readonly log: string[] = [];
  readonly rows: ContentRows;
  readonly database: TestDatabase;
  readonly #secrets = createSecrets();
  readonly #keys = parseSigningKeys(this.#secrets.signingKeys);
  #billing: BillingDouble | undefined;
  #service: Service | undefined;

  private constructor(database: TestDatabase) {
    this.database = database;
    this.rows = new ContentRows(database.url);
  }

  static async start(more: Readonly<Record<string, string>> = {}): Promise<ContentService> {
    const content = new ContentService(await createDatabase('content', prepareContentDatabase));
    content.#billing = await BillingDouble.start(content.#secrets.signingKeys);
    content.#service = await createContentService(
      readContentConfig({
        PORT: '0',
        DATABASE_URL: content.database.url,
        SUBGRAPH_SIGNING_KEYS: content.#secrets.signingKeys,
        CURSOR_SECRET: randomBytes(32).toString('base64'),
        PUBLIC_SITE_URL: 'https://paper.example',
        BILLING_URL: content.billing.url,
        ...more,
      }),
      createLogger('content', 'trace', { write: (line) => void content.log.push(line) }),
      {
        clock: content.clock,
        onStatement: (sql) => {
          if (!sql.includes('event_cursor')) content.statements.push(sql);
        },
      },
    );
    return content;
  }

  get billing(): BillingDouble {
    if (!this.#billing) throw new Error('There is no billing.');
    return this.#billing;
  }

  /** `http://host:port` */
  get url(): string {
    if (!this.#service) throw new Error('The service is not running.');
    return this.#service.url;
  }

  /** Asks as the gateway would. */
  ask(request: GraphqlRequest | string, claims?: IdentityClaims): Promise<SubgraphAnswer> {
    const { query, variables = {} } = typeof request === 'string' ? { query: request } : request;
    return signedQuery(this.url, 'content', this.#keys, { query, variables }, claims);
  }

  /** Signs without sending; `audience` for who may be meant wrongly. */
  sign(request: GraphqlRequest, audience = 'content'): SignedPost {
    return signPost(this.url, audience, this.#keys, request);
  }

  /** The SQL statements that `work` takes. */
  async statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    const before = this.statements.length;
    await work();
    return this.statements.slice(before);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service?.stop();
    await this.#billing?.[Symbol.asyncDispose]();
    await this.rows.close();
    await this.database.drop();
  }
}

/** Claims of an account. Verified, and so allowed to comment, unless said otherwise. */
export function claimsOf(accountId: string, more: Partial<IdentityClaims> = {}): IdentityClaims {
  return { sub: accountId, scope: 'account:read content:comment', email_verified: true, ...more };
}

/** Claims of someone who has not verified an e-mail address yet. */
export function unverifiedClaimsOf(accountId: string): IdentityClaims {
  return claimsOf(accountId, { scope: 'account:read', email_verified: false });
}

/** Claims of the newsroom. */
export function staffClaimsOf(accountId: string): IdentityClaims {
  return claimsOf(accountId, { scope: 'account:read content:comment content:write' });
}
