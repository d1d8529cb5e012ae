import { z } from 'zod';

/** What several gateways know together. Without it each knows for itself alone. */
export const redisSchema = z.strictObject({
  /** `redis://` or `rediss://`, with user and password where they are needed. */
  url: z.url({ protocol: /^rediss?$/, error: 'expected a URL such as redis://127.0.0.1:6379' }),
  /** Longest wait for one answer, in milliseconds. After it nobody waits until Redis answers again. */
  patienceMs: z.int().positive().default(50),
});
