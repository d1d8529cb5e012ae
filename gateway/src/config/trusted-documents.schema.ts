import { z } from 'zod';

/** Documents that clients were built with. */
export const trustedDocumentsSchema = z
  .strictObject({
    /**
     * JSON files of any number of clients and versions, read at start: `{ "<SHA-256 in hex>": "<document>" }`, as GraphQL
     * Code Generator writes them, also with `sha256:` before the hash; or Apollo's persisted query manifest.
     */
    manifests: z.array(z.string().min(1)).min(1),
    /**
     * What becomes of other documents. `off`: they are served. `log`: they are served, and each is logged once.
     * `enforce`: they are refused.
     */
    mode: z.enum(['off', 'log', 'enforce']).default('off'),
    /**
     * With `enforce`: who is served other documents all the same, within the limits, each logged with who sent it. Any
     * one of the scopes in the access token is enough. The playground can be used by them.
     */
    allowUnknownFor: z
      .strictObject({
        /** Names of scopes in the access token; one of them is enough. */
        scopes: z.array(z.string().min(1)).min(1),
      })
      .optional(),
  })
  .refine(({ mode, allowUnknownFor }) => mode === 'enforce' || !allowUnknownFor, {
    path: ['allowUnknownFor'],
    error: 'it is about documents that are refused otherwise, for which the mode has to be enforce',
  });
