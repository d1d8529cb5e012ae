import { z } from 'zod';

const whole = () => z.int().positive();

/** Points that each client may use. */
const budgetSchema = z.strictObject({
  /**
   * Points for one client in one window. A client is the account that is signed in, or else the address: IPv6 by /64, and
   * all whose address is not known together.
   */
  points: whole(),
  /** Length of a window, in seconds. It begins with the client's first operation. Default: 60. */
  windowSeconds: whole().default(60),
});

/**
 * What operations cost, in points: 1 for each object and 10 for each mutation, or what `@cost` says, times the length of
 * lists, which `@listSize` tells.
 */
export const costSchema = z
  .strictObject({
    /** Most points of one operation, counted before it runs. Default: 1000000. */
    maximum: whole().default(1_000_000),
    /** Length of a list of which `@listSize` does not tell. Default: 10. */
    listSize: z.int().min(0).default(10),
    /** Points for each client. Default: as many as they like. With `redis` all gateways count together. */
    budget: budgetSchema.optional(),
    /**
     * Whether the header `nutgraf-cost: true` puts what an operation cost into `extensions.cost`. Default: yes, unless
     * `NODE_ENV` is `production`.
     */
    expose: z.boolean().default(() => process.env.NODE_ENV !== 'production'),
  })
  .refine(({ maximum, budget }) => !budget || budget.points >= maximum, {
    path: ['budget', 'points'],
    error: 'must be at least cost.maximum, or there are operations that nobody can ever run',
  });
