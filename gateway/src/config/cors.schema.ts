import { z } from 'zod';

const origin = z.string().superRefine((text, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  if (text.includes('*'))
    return refuse('"*" would let sites that nobody knows act for their visitors; list the origins');
  if (text === 'null') return refuse('"null" is the origin of any sandboxed page; list the origins');
  if (!/^https?:/i.test(text) || !URL.canParse(text))
    return refuse('expected an origin, such as https://www.example.com');
  const { origin: exact } = new URL(text);
  if (exact !== text) refuse(`expected an origin as browsers send it, ${exact}`);
});

/** Pages of other origins that may use the graph with their visitors' cookies. Without it none may. */
export const corsSchema = z.strictObject({
  /** Scheme, host and port, exactly as browsers send them: `https://www.example.com`. */
  origins: z.array(origin).min(1),
  /** For how long browsers may remember what is allowed, in seconds; they have limits of their own. */
  maxAgeSeconds: z.int().min(0).default(600),
});
