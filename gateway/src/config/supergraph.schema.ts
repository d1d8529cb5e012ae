import { z } from 'zod';
import { secret } from './secret';

/**
 * The graph to serve, unless `--supergraph` names another one: a `file`, or a `url`. It is read at start, at SIGHUP, and
 * when it changes if `pollSeconds` is given. A broken one is refused, and the one before it stays.
 */
export const supergraphSchema = z
  .strictObject({
    /** File with the SDL that the composition printed. */
    file: z.string().min(1).optional(),
    /** Where the SDL is fetched, with `If-None-Match` once an answer had an `ETag`. */
    url: z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }).optional(),
    /** How often to look for a change, in seconds. Default: never, only at start and at SIGHUP. */
    pollSeconds: z.number().min(0.1).max(86_400).optional(),
    /** Headers for `url`, such as `authorization`. With them redirects are refused, for they would go elsewhere. */
    headers: z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), secret(z.string())).optional(),
  })
  .superRefine(({ file, url, headers }, context) => {
    if ((file === undefined) === (url === undefined)) {
      context.addIssue({ code: 'custom', message: 'expected either file or url' });
    }
    if (headers && url === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['headers'],
        message: 'they are sent to a url, and there is none',
      });
    }
  });
