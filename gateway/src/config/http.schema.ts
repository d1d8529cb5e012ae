import { z } from 'zod';

/** Where the gateway listens and how much it reads. */
export const httpSchema = z.strictObject({
  /** TCP port; 0 takes a free one. */
  port: z.int().min(0).max(65_535).default(4000),
  /** Address to listen on. The default is reachable from this machine only. */
  host: z.string().min(1).default('127.0.0.1'),
  /** Largest request body in bytes, counted as it arrives and again after inflating. */
  bodyLimitBytes: z.int().positive().default(1_000_000),
});
