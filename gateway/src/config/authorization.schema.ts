import { z } from 'zod';

/** A caller for whom a policy holds: all that is named here is true of them. */
const callerSchema = z
  .strictObject({
    /** Scopes, all of which the access token has. */
    scopes: z.array(z.string().min(1)).min(1).optional(),
    /** Claims of the access token and their values; of a claim that is a list, one of its values. */
    claims: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .refine((claims) => Object.keys(claims).length > 0, 'expected at least one claim')
      .optional(),
  })
  .refine(({ scopes, claims }) => scopes ?? claims, {
    path: ['scopes'],
    error: 'expected scopes, claims, or both',
  });

const callersSchema = z.union([callerSchema.transform((only) => [only]), z.array(callerSchema).min(1)]);

/** Who may see the fields that the supergraph guards, and what becomes of an operation that asks for more. */
export const authorizationSchema = z.strictObject({
  /** `null`: those fields are null with an error each. `reject`: nothing of the operation is executed. */
  onRefusal: z.enum(['null', 'reject']).default('null'),
  /**
   * For whom the policies of `@policy` hold, by their names: `{ scopes: [a, b], claims: { plan: gold } }`, or a list of
   * such alternatives. A policy that is decided nowhere holds for nobody.
   */
  policies: z.record(z.string().min(1), callersSchema).default({}),
  /**
   * JavaScript file whose default export decides on the policies that `policies` does not name: a function of the
   * names that an operation needs, the caller's claims and the request, which returns the names that hold.
   */
  policyModule: z.string().min(1).optional(),
  /**
   * How long that function may take, in milliseconds, and never longer than the operation has left. Later no policy
   * holds.
   */
  policyTimeoutMs: z.int().positive().default(1_000),
});
