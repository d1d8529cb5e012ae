import { z } from 'zod';

/** What becomes of an operation that asks for fields its caller may not see. */
export const authorizationSchema = z.strictObject({
  /** `null`: those fields are null with an error each. `reject`: nothing of the operation is executed. */
  onRefusal: z.enum(['null', 'reject']).default('null'),
});
