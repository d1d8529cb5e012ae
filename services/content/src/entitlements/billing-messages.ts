import type { AccountEntitlements, EntitlementsResponse, PlanFacts } from '@nutgraf/contract/billing-events';
import { z } from 'zod';

/** What billing sends is checked here, at the door, and trusted after. */
const instant = z.iso.datetime({ offset: true });
const version = z.int32().min(0);

const grant = z.object({
  feature: z.string(),
  planId: z.string().nullable(),
  validFrom: instant,
  validUntil: instant.nullable(),
});

export const accountEntitlements: z.ZodType<AccountEntitlements> = z.object({
  accountId: z.string().startsWith('acc_'),
  version,
  grants: z.array(grant),
});

export const planFacts: z.ZodType<PlanFacts> = z.object({
  planId: z.string().startsWith('pln_'),
  version,
  rank: z.int32(),
  isPublic: z.boolean(),
  features: z.array(z.string()),
});

export const entitlementsResponse: z.ZodType<EntitlementsResponse> = z.object({
  accounts: z.array(accountEntitlements),
});
