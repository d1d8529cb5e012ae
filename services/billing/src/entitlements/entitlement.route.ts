import type { EntitlementsResponse } from '@nutgraf/contract/billing-events';
import type { Clock } from '@nutgraf/kit/clock';
import { rawBody } from '@nutgraf/kit/http/signature-check';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EntitlementSetRepository } from './entitlement-set.repository';

/** Ids of one question. */
const maximumIds = 100;

const question = z.object({ accountIds: z.array(z.string().regex(/^acc_[0-9A-Z]{1,40}$/)).max(maximumIds) });

/** `POST /internal/entitlements`: the sets of up to 100 accounts, read at this moment and never cached. */
export function registerEntitlements(
  app: FastifyInstance,
  sets: Pick<EntitlementSetRepository, 'manyByAccountIds'>,
  clock: Clock,
): void {
  app.post('/internal/entitlements', async (request, reply) => {
    const parsed = question.safeParse(parseJson(rawBody(request)));
    if (!parsed.success) {
      return reply.code(400).send({ error: `Ask with { accountIds: [up to ${maximumIds} "acc_…"] }.` });
    }
    const accountIds = [...new Set(parsed.data.accountIds)];
    const answer: EntitlementsResponse = { accounts: await sets.manyByAccountIds(accountIds, clock.now()) };
    return reply.send(answer);
  });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
