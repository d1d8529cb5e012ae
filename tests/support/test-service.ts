import { createBillingService } from '@nutgraf/billing/service';
import { readBillingConfig } from '@nutgraf/billing/config';
import { createContentService } from '@nutgraf/content/service';
import { readContentConfig } from '@nutgraf/content/config';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import { createLogger, type Logger } from '@nutgraf/kit/logger';
import type { Service } from '@nutgraf/kit/service';
import { createUsersService } from '@nutgraf/users/service';
import { readUsersConfig } from '@nutgraf/users/config';
import type { ServiceName } from '@nutgraf/stack/service-names';
import type { TestSecrets } from './secrets';
import { createDatabase, type TestDatabase } from './template-database';

type Environment = Readonly<Record<string, string>>;
type Start = (
  environment: Environment,
  logger: Logger,
  options: { onStatement: StatementListener },
) => Promise<Service>;

const starters: Readonly<Record<ServiceName, Start>> = {
  users: (environment, ...rest) => createUsersService(readUsersConfig(environment), ...rest),
  content: (environment, ...rest) => createContentService(readContentConfig(environment), ...rest),
  billing: (environment, ...rest) => createBillingService(readBillingConfig(environment), ...rest),
};

/** One service in this process, on a database of its own with the demo data, that can be stopped and started. */
export class TestService implements AsyncDisposable {
  /** SQL statements of requests since the last {@link resetStatements}; the event feed's and those of background work are left out. */
  readonly statements: string[] = [];
  #rows: Promise<number>[] = [];
  readonly database: TestDatabase;
  readonly environment: Environment;
  readonly #start: Start;
  #service: Service | null = null;
  #port = '0';

  private constructor(name: ServiceName, database: TestDatabase, environment: Environment) {
    this.#start = starters[name];
    this.database = database;
    this.environment = environment;
  }

  /** Makes the database; {@link start} does the rest. */
  static async create(name: ServiceName, secrets: TestSecrets, more: Environment = {}): Promise<TestService> {
    const environment = serviceEnvironment(secrets, more);
    const database = await createDatabase(`${name}_demo_${more.DEMO_SCALE ?? '1'}`, async (url) => {
      const service = await starters[name]({ ...environment, DATABASE_URL: url }, silent, {
        onStatement: () => undefined,
      });
      await service.stop();
    });
    return new TestService(name, database, { ...environment, DATABASE_URL: database.url });
  }

  /** `http://host:port`, the same after a restart. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** @param changes of the environment, until it is started again. */
  async start(changes: Environment = {}): Promise<void> {
    const environment = { ...this.environment, ...changes, PORT: this.#port };
    this.#service = await this.#start(environment, silent, {
      onStatement: (sql, rows) => {
        if (/\b(outbox|event_cursor|SKIP LOCKED)\b/.test(sql)) return;
        this.statements.push(sql);
        this.#rows.push(rows);
      },
    });
    this.#port = new URL(this.#service.url).port;
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = null;
  }

  /** How many rows those {@link statements} have read. */
  async rowsRead(): Promise<number> {
    return (await Promise.all(this.#rows)).reduce((sum, rows) => sum + rows, 0);
  }

  resetStatements(): void {
    this.statements.length = 0;
    this.#rows = [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.database.drop();
  }
}

const silent = createLogger('test', 'silent');

/** What every service of a test is told, before its database and port. */
export function serviceEnvironment(secrets: TestSecrets, more: Environment = {}): Environment {
  return {
    PORT: '0',
    SUBGRAPH_SIGNING_KEYS: secrets.signingKeys,
    CURSOR_SECRET: secrets.cursorSecret,
    ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(secrets.accessTokenKey),
    REFRESH_TOKEN_KEYS: secrets.refreshTokenKeys,
    // For content's template, which is made before there is a billing service to follow.
    BILLING_URL: 'http://127.0.0.1:9',
    DEMO_DATA: 'true',
    ...more,
  };
}
