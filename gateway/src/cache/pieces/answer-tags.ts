import { longestTag, namedTag } from '@nutgraf/contract/cache-stamps';
import { isRecord } from '../../upstream/foreign-json';

/** Names that a subgraph gave to what it answered. */
export interface AnswerNames {
  /** Of all of it. */
  readonly shared: readonly string[];
  /** Of each entity that it was asked for; empty where it said nothing of them. */
  readonly own: readonly (readonly string[])[];
}

const none: AnswerNames = { shared: [], own: [] };

/**
 * Reads `apolloCacheTags` and `apolloEntityCacheTags`.
 * @param entities how many were asked for
 * @returns `undefined` when they are not as they have to be: then nobody knows when the answer gets old.
 */
export function answerNames(
  extensions: Buffer | undefined,
  subgraph: string,
  entities: number,
): AnswerNames | undefined {
  if (!extensions) return none;
  const read: unknown = JSON.parse(extensions.toString('utf8'));
  if (read === null) return none;
  if (!isRecord(read)) return undefined;
  const shared = Object.hasOwn(read, 'apolloCacheTags') ? read.apolloCacheTags : [];
  const own = Object.hasOwn(read, 'apolloEntityCacheTags') ? read.apolloEntityCacheTags : [];
  if (!areNames(shared, subgraph) || !Array.isArray(own)) return undefined;
  if (own.length > 0 && entities > 0 && own.length !== entities) return undefined;
  const lists: readonly unknown[] = own;
  return lists.every((names) => areNames(names, subgraph)) ? { shared, own: lists } : undefined;
}

function areNames(value: unknown, subgraph: string): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && isName(name, subgraph));
}

function isName(name: string, subgraph: string): boolean {
  // eslint-disable-next-line no-control-regex
  return namedTag(subgraph, name).length <= longestTag && !/[\u0000-\u001f\u007f-\u009f]/.test(name);
}
