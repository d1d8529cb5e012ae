import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { ManualClock } from '@nutgraf/kit/clock';
import { inTransaction } from '@nutgraf/kit/database/transaction';
import { createLogger } from '@nutgraf/kit/logger';
import { AccountRepository } from '@nutgraf/users/accounts/account.repository';
import { readUsersConfig } from '@nutgraf/users/config';
import { BoundedQueue } from '@nutgraf/users/passwords/bounded-queue';
import { PasswordRepository } from '@nutgraf/users/passwords/password.repository';
import { PasswordService } from '@nutgraf/users/passwords/password.service';
import { SessionPruning } from '@nutgraf/users/sessions/session-pruning';
import { refreshTokenHash } from '@nutgraf/users/tokens/refresh-tokens';
import { openCounters } from '@nutgraf/users/throttle/counters';
import { Throttle } from '@nutgraf/users/throttle/throttle';
import { wireSessions } from '@nutgraf/users/wire-sessions';
import type { DataSource } from 'typeorm';
import { TokenFamilyModel, type Actual } from './token-family-model';

const logger = createLogger('users', 'silent');
const newKey = () => `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;

/** Two browser tabs, a thief, and one who keeps every token there ever was. */
export type Holder = 0 | 1 | 2;
export type Presented = { holder: Holder } | { ever: number } | { forged: number } | { strangers: number };
export type Step =
  | { do: 'PRESENT'; family: 0 | 1; tokens: readonly Presented[]; isLost: boolean }
  | { do: 'COPY'; family: 0 | 1; from: Holder; to: Holder }
  | { do: 'WAIT'; milliseconds: number }
  | { do: 'RESTART'; withNewKey: boolean }
  | { do: 'SUSPEND'; family: 0 | 1; suspended: boolean }
  | { do: 'SIGN_OUT'; family: 0 | 1 }
  | { do: 'PRUNE' };

/** Two sessions of two people, and what should be true of them beside them. */
export class SessionWorld {
  readonly clock = new ManualClock(new Date('2026-03-02T09:30:00.250Z'));
  readonly models: TokenFamilyModel[] = [];
  readonly ids: string[] = [];
  /** What each holder of each family would present. */
  readonly held: string[][] = [];
  readonly #signingKey = JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
  #keys = newKey();
  #users!: ReturnType<typeof wireSessions>;

  private constructor(private readonly database: DataSource) {}

  /** @param database A migrated one without sessions, with the accounts `acc_1` and `acc_2`. */
  static async begin(database: DataSource): Promise<SessionWorld> {
    await database.query('DELETE FROM session');
    await database.query('DELETE FROM outbox');
    await database.query(`UPDATE account SET status = 'ACTIVE'`);
    const world = new SessionWorld(database);
    await world.restart(false);
    for (const id of ['acc_1', 'acc_2']) {
      const account = await new AccountRepository(database.manager).maybeOneById(id);
      if (!account) throw new Error('There is no such account.');
      const { session, tokens } = await inTransaction(database, (transaction) =>
        world.#users.starts.start(transaction, { account, deviceName: null, ipAddress: null }),
      );
      world.models.push(new TokenFamilyModel(tokens, world.clock.now().getTime()));
      world.ids.push(session.id);
      world.held.push([tokens.refreshToken, tokens.refreshToken, tokens.refreshToken]);
    }
    return world;
  }

  async restart(withNewKey: boolean): Promise<void> {
    if (withNewKey) this.#keys = `${newKey()},${this.#keys}`;
    const config = readUsersConfig({
      PORT: '0',
      DATABASE_URL: 'postgres://not-used',
      SUBGRAPH_SIGNING_KEYS: newKey(),
      CURSOR_SECRET: 'x'.repeat(32),
      ACCESS_TOKEN_SIGNING_KEYS: this.#signingKey,
      REFRESH_TOKEN_KEYS: this.#keys,
    });
    const hasher = { hash: () => Promise.resolve(''), verify: () => Promise.resolve(false) };
    const queue = new BoundedQueue({ running: 1, waiting: 1 });
    const passwords = await PasswordService.create(
      new PasswordRepository(this.database.manager),
      hasher,
      queue,
    );
    const throttle = new Throttle(await openCounters(null, logger), config.CURSOR_SECRET, this.clock);
    this.#users = wireSessions(this.database, config, passwords, throttle, this.clock, logger);
  }

  async take(step: Step): Promise<void> {
    const now = this.clock.now().getTime();
    switch (step.do) {
      case 'PRESENT':
        return this.#present(step.family, step.tokens, step.isLost);
      case 'COPY':
        this.#held(step.family)[step.to] = this.#held(step.family)[step.from] ?? '';
        return;
      case 'WAIT':
        return this.clock.advance(step.milliseconds);
      case 'RESTART':
        return this.restart(step.withNewKey);
      case 'SUSPEND':
        this.#model(step.family).isSuspended = step.suspended;
        await this.database.query('UPDATE account SET status = $2 WHERE id = $1', [
          `acc_${step.family + 1}`,
          step.suspended ? 'SUSPENDED' : 'ACTIVE',
        ]);
        return;
      case 'SIGN_OUT': {
        await inTransaction(this.database, (transaction) =>
          this.#users.revocations.ofAccount(transaction, `acc_${step.family + 1}`, 'SIGNED_OUT'),
        );
        const model = this.#model(step.family);
        model.isRevoked ||= model.isAlive(now);
        return;
      }
      case 'PRUNE':
        return new SessionPruning(this.database.manager, this.clock, logger).prune();
    }
  }

  /** All at once; what comes of it must be what came of some order. */
  async #present(family: 0 | 1, tokens: readonly Presented[], isLost: boolean): Promise<void> {
    const presented = tokens.map((token) => this.#tokenOf(family, token));
    const answers = await Promise.all(presented.map((token) => this.#refresh(token)));
    const now = this.clock.now().getTime();
    const order = permutations(presented.map((_, index) => index)).find((candidate) => {
      const model = this.#model(family).clone();
      const agrees = candidate.every((at) => {
        const [token, answer] = [presented[at], answers[at]];
        return token !== undefined && answer !== undefined && model.agrees(token, answer, now);
      });
      if (agrees) this.models[family] = model;
      return agrees;
    });
    expect([order, answers]).toEqual([expect.any(Array), answers]);
    tokens.forEach((token, index) => {
      const answer = answers[index];
      if (!isLost && 'holder' in token && answer?.kind === 'PAIR') {
        this.#held(family)[token.holder] = answer.pair.refreshToken;
      }
    });
  }

  async #refresh(token: string): Promise<Actual> {
    const result = await this.#users.refreshes.refresh(token, null);
    return result.kind === 'REFUSED'
      ? { kind: 'REFUSED', code: result.refusal }
      : { kind: 'PAIR', pair: result.issued.tokens };
  }

  #tokenOf(family: 0 | 1, token: Presented): string {
    const { pairs } = this.#model(family);
    const active = pairs.at(-1)?.refreshToken ?? '';
    if ('holder' in token) return this.#held(family)[token.holder] ?? '';
    if ('ever' in token) return pairs.at(-1 - token.ever)?.refreshToken ?? active;
    const prefix = active.slice(0, -64);
    if ('forged' in token) return prefix + randomBytes(48).toString('base64url');
    // Issued, but to another session.
    return (
      prefix +
      (this.#model(family === 0 ? 1 : 0).pairs.at(-1 - token.strangers)?.refreshToken ?? active).slice(-64)
    );
  }

  /** What the database knows is what should be. */
  async check(): Promise<void> {
    const now = this.clock.now();
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT id, refresh_token_hash AS active, parent_token_hash AS parent, expires_at AS "expiresAt"
       FROM session WHERE expires_at > $1 ORDER BY account_id`,
      [now],
    );
    const alive = this.models.flatMap((model, index) =>
      model.isAlive(now.getTime()) ? [{ model, index }] : [],
    );
    const hash = (token?: string) => (token === undefined ? null : refreshTokenHash(token));
    expect(rows).toEqual(
      alive.map(({ model: { pairs, expiresAt }, index }) => ({
        id: this.ids[index],
        active: hash(pairs.at(-1)?.refreshToken),
        parent: hash(pairs.at(-2)?.refreshToken),
        expiresAt: new Date(expiresAt),
      })),
    );
    const events = await this.database.query<{ id: string }[]>(
      `SELECT aggregateid AS id, (payload->>'tokensExpireAt')::timestamptz AS until FROM outbox
       WHERE (payload->>'tokensExpireAt')::timestamptz > $1 ORDER BY aggregateid`,
      [now],
    );
    // Until its last access token has expired by itself, everyone can hear of a revocation.
    const revoked = this.models.flatMap(({ isRevoked, pairs }, index) => {
      const until = new Date(
        Math.max(...pairs.map(({ accessTokenExpiresAt }) => accessTokenExpiresAt.getTime())),
      );
      return isRevoked && until > now ? [{ id: this.ids[index], until }] : [];
    });
    expect(events).toEqual(revoked);
  }

  #model(family: 0 | 1): TokenFamilyModel {
    const model = this.models[family];
    if (!model) throw new Error('There is no such family.');
    return model;
  }

  #held(family: 0 | 1): string[] {
    return this.held[family] ?? [];
  }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}
