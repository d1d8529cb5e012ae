import { z } from 'zod';
import { InvalidationFault } from './invalidation-fault';

/** Invalidations that one request may carry. */
export const mostInvalidations = 1_000;

const text = z.string('has to be a string.').min(1, 'is empty.');
const invalidation = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('subgraph'), subgraph: text }),
    z.strictObject({ kind: z.literal('type'), subgraph: text, type: text }),
    z.strictObject({
      kind: z.literal('entity'),
      subgraph: text,
      type: text,
      key: z.record(z.string(), z.unknown(), 'has to be an object with the fields of one @key.'),
    }),
    z.strictObject({
      kind: z.literal('cache_tag'),
      subgraphs: z
        .array(text, 'has to be a list of names.')
        .min(1, 'is empty.')
        .max(100, 'has more than 100.'),
      cache_tag: text,
    }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? 'has to be "subgraph", "type", "entity" or "cache_tag".'
        : 'has to be an object such as {"kind": "subgraph", "subgraph": "products"}.',
  },
);

/** What is to count no more, in words that are known elsewhere. */
export type Invalidation = z.output<typeof invalidation>;

/**
 * Reads one invalidation, or a list of them.
 * @throws InvalidationFault for the first that is none
 */
export function readInvalidations(body: unknown): readonly Invalidation[] {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (list.length > mostInvalidations) {
    throw new InvalidationFault([], `has ${list.length} invalidations; send ${mostInvalidations} at most.`);
  }
  return list.map((item, at) => {
    const { success, data, error } = invalidation.safeParse(item);
    if (success) return data;
    const place = Array.isArray(body) ? [at] : [];
    const issue = error.issues[0]!;
    if (issue.code !== 'unrecognized_keys') {
      throw new InvalidationFault([...place, ...issue.path], issue.message);
    }
    throw new InvalidationFault([...place, ...issue.path, issue.keys[0]!], 'is no field of this kind.');
  });
}
