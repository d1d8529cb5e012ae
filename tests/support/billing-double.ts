import type { AccountEntitlements, EntitlementsRequest, PlanFacts } from '@nutgraf/contract/billing-events';
import type { EventEnvelope } from '@nutgraf/contract/event';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { createHttpServer, listen } from '@nutgraf/kit/http/server';
import { rawBody, signatureCheck } from '@nutgraf/kit/http/signature-check';
import { createLogger } from '@nutgraf/kit/logger';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What content sees of billing, over real HTTP and with its signatures: a feed, and an answer to who may what. */
export class BillingDouble implements AsyncDisposable {
  /** Accounts that were asked about, a list for each question. */
  readonly questions: (readonly string[])[] = [];
  /** Answers by account; who is not here never had anything. */
  readonly accounts = new Map<string, AccountEntitlements>();
  /** How a question is answered: `silent` never, `broken` with nonsense. */
  manner: 'honest' | 'silent' | 'broken' = 'honest';
  readonly #events: EventEnvelope[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #app: FastifyInstance;
  #url = '';

  private constructor(signingKeys: string) {
    const logger = createLogger('billing', 'silent');
    const keys = parseSigningKeys(signingKeys);
    this.#app = createHttpServer(logger, () => Promise.resolve(true));
    this.#app.addHook('preHandler', signatureCheck({ audience: 'billing', keys, logger }));
    this.#app.get<{ Querystring: { after: string } }>('/internal/events', async (request) => {
      const after = BigInt(request.query.after);
      const isNew = ({ position }: EventEnvelope) => BigInt(position) > after;
      while (!this.#events.some(isNew)) await new Promise<void>((resolve) => this.#waiting.add(resolve));
      return { events: this.#events.filter(isNew) };
    });
    this.#app.post('/internal/entitlements', (request, reply) => this.#answer(rawBody(request), reply));
  }

  static async start(signingKeys: string): Promise<BillingDouble> {
    const billing = new BillingDouble(signingKeys);
    billing.#url = await listen(billing.#app, { host: '127.0.0.1', port: 0 });
    return billing;
  }

  /** `http://host:port` */
  get url(): string {
    return this.#url;
  }

  publishEntitlements(payload: AccountEntitlements): void {
    this.publish('entitlements.changed', payload);
  }

  publishPlan(payload: PlanFacts): void {
    this.publish('plan.changed', payload);
  }

  publish(type: string, payload: unknown, version = 1): void {
    const position = String(this.#events.length + 1);
    const of = {
      id: `evt_${position}`,
      aggregateType: 'any',
      aggregateId: 'any',
      occurredAt: '2026-01-01T00:00:00.000Z',
    };
    this.#events.push({ ...of, position, type, version, payload });
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#app.server.closeAllConnections();
    await this.#app.close();
  }

  #answer(body: Buffer, reply: FastifyReply): unknown {
    const { accountIds } = JSON.parse(body.toString('utf8')) as EntitlementsRequest;
    this.questions.push(accountIds);
    if (this.manner === 'silent') return reply.hijack();
    if (this.manner === 'broken') return reply.send({ accounts: [{ accountId: 7, grants: 'all' }] });
    const never = (accountId: string): AccountEntitlements => ({ accountId, version: 0, grants: [] });
    return reply.send({ accounts: accountIds.map((id) => this.accounts.get(id) ?? never(id)) });
  }
}
