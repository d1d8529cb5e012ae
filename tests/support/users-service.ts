import { parseSigningKeys } from '@nutgraf/contract/signature';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { ManualClock } from '@nutgraf/kit/clock';
import { createLogger } from '@nutgraf/kit/logger';
import type { Service } from '@nutgraf/kit/service';
import { readUsersConfig } from '@nutgraf/users/config';
import { prepareUsersDatabase } from '@nutgraf/users/database';
import { argon2Hasher, type PasswordHasher } from '@nutgraf/users/passwords/password-hasher';
import { createUsersService } from '@nutgraf/users/service';
import { Client } from 'pg';
import { createSecrets } from './secrets';
import {
  signedQuery,
  signPost,
  type ClientSide,
  type GraphqlRequest,
  type SignedPost,
  type SubgraphAnswer,
} from './subgraph-client';
import { createDatabase, type TestDatabase } from './template-database';
import { until } from './until';

type Environment = Readonly<Record<string, string>>;

/** A mail as the developer inbox has it. */
export interface SentMail {
  readonly subject: string;
  readonly text: string;
  readonly action: { readonly mutation: string; readonly token: string; readonly link: string } | null;
}

/** The users service in this process with the demo data, on a clock that stands still; all it does is counted. */
export class UsersService implements AsyncDisposable {
  readonly clock = new ManualClock(new Date('2026-03-02T09:30:00.250Z'));
  /** Those of requests: background work is left out. */
  readonly statements: string[] = [];
  /** Lines of the log, at every level. */
  readonly log: string[] = [];
  /** Hashes that passwords were verified against. */
  readonly verifications: string[] = [];
  /** Passwords that were hashed by requests. */
  readonly hashed: string[] = [];
  /** Replace it to hold verifications back. */
  mayVerify: Promise<void> = Promise.resolve();
  readonly secrets = createSecrets();
  readonly #keys = parseSigningKeys(this.secrets.signingKeys);
  readonly database: TestDatabase;
  #service: Service | undefined;

  private constructor(database: TestDatabase) {
    this.database = database;
  }

  static async start(more: Environment = {}): Promise<UsersService> {
    return UsersService.startOn(await createDatabase('users', prepareUsersDatabase), more);
  }

  /** On a database of the test's own, which goes with the service. */
  static async startOn(database: TestDatabase, more: Environment = {}): Promise<UsersService> {
    const users = new UsersService(database);
    await users.restart(more);
    return users;
  }

  /** Ends the process's work and begins it anew on the same data, with other variables. */
  async restart(more: Environment = {}): Promise<void> {
    await this.#service?.stop();
    this.#service = await createUsersService(
      readUsersConfig({ ...this.#environment(), ...more }),
      createLogger('users', 'trace', { write: (line) => void this.log.push(line) }),
      {
        clock: this.clock,
        onStatement: (sql) => {
          if (!sql.includes('SKIP LOCKED')) this.statements.push(sql);
        },
        passwordHasher: this.#countingHasher(),
      },
    );
    // The demo data's and the decoy's.
    this.hashed.length = 0;
  }

  /** `http://host:port` */
  get url(): string {
    if (!this.#service) throw new Error('The service is not running.');
    return this.#service.url;
  }

  /** Asks as the gateway would. */
  ask(request: GraphqlRequest, claims?: IdentityClaims, from?: ClientSide): Promise<SubgraphAnswer> {
    return signedQuery(this.url, 'users', this.#keys, request, claims, from);
  }

  /** Signs without sending; `audience` for who may be meant wrongly. */
  sign(request: GraphqlRequest, claims?: IdentityClaims, audience = 'users'): SignedPost {
    return signPost(this.url, audience, this.#keys, request, claims);
  }

  /** What `work` costs: SQL statements and password verifications. */
  async costOf(work: () => Promise<unknown>): Promise<{ statements: number; verifications: number }> {
    const [statements, verifications] = [this.statements.length, this.verifications.length];
    await work();
    return {
      statements: this.statements.length - statements,
      verifications: this.verifications.length - verifications,
    };
  }

  /** Rows of the service's database. */
  async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** What was sent to an address, the newest first, as soon as it is so many mails and nothing is left to send. */
  async mailsTo(recipient: string, count = 1): Promise<SentMail[]> {
    const ask = () =>
      this.rows<{ sent: SentMail[]; left: number }>(
        `SELECT coalesce(jsonb_agg(message ORDER BY id DESC) FILTER (WHERE sent_at IS NOT NULL AND recipient = $1), '[]') AS sent,
                count(*) FILTER (WHERE sent_at IS NULL)::int AS left
         FROM mail`,
        [recipient],
      );
    const holds = ([row]: { sent: SentMail[]; left: number }[]) =>
      row?.left === 0 && row.sent.length === count;
    const [row] = await until(ask, holds, 10_000);
    return row?.sent ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#service?.stop();
    await this.database.drop();
  }

  #environment() {
    return {
      PORT: '0',
      DATABASE_URL: this.database.url,
      SUBGRAPH_SIGNING_KEYS: this.secrets.signingKeys,
      CURSOR_SECRET: this.secrets.cursorSecret,
      ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(this.secrets.accessTokenKey),
      REFRESH_TOKEN_KEYS: this.secrets.refreshTokenKeys,
      DEMO_DATA: 'true',
    };
  }

  #countingHasher(): PasswordHasher {
    return {
      hash: (password) => {
        this.hashed.push(password);
        return argon2Hasher.hash(password);
      },
      verify: async (hash, password) => {
        this.verifications.push(hash);
        await this.mayVerify;
        return argon2Hasher.verify(hash, password);
      },
    };
  }
}
