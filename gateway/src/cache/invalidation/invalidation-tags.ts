import {
  entityTag,
  longestTag,
  mostTagsAtOnce,
  namedTag,
  subgraphTag,
  typeTag,
} from '@nutgraf/contract/cache-stamps';
import { print, stripIgnoredCharacters } from 'graphql';
import { suggestionList } from 'graphql/jsutils/suggestionList';
import { type GraphTypes } from './graph-types';
import { InvalidationFault, quoted } from './invalidation-fault';
import { type Invalidation, readInvalidations } from './invalidation.schema';
import { KeyReader } from './read-key';

type Path = readonly PropertyKey[];
type Entity = Extract<Invalidation, { kind: 'entity' }>;

/**
 * Tags that have to be raised for what somebody asks to be invalidated: few enough for one call, so that all are or none.
 * @throws InvalidationFault that names the place of what is wrong
 */
export function invalidationTags(body: unknown, types: GraphTypes): readonly string[] {
  const isList = Array.isArray(body);
  const tags = new Set<string>();
  readInvalidations(body).forEach((invalidation, at) => {
    const path = isList ? [at] : [];
    for (const tag of tagsOf(invalidation, types, path)) {
      if (tag.length > longestTag)
        throw new InvalidationFault([...path, ...longPart[invalidation.kind]], tooLong);
      tags.add(tag);
    }
  });
  if (tags.size <= mostTagsAtOnce) return [...tags];
  throw new InvalidationFault(
    [],
    `comes to ${tags.size} tags, and ${mostTagsAtOnce} are raised at once. Send less.`,
  );
}

const tooLong = `comes to a tag of more than ${longestTag} characters. Invalidate the type instead.`;
const longPart = { subgraph: ['subgraph'], type: ['type'], entity: ['key'], cache_tag: ['cache_tag'] };

function tagsOf(invalidation: Invalidation, types: GraphTypes, path: Path): readonly string[] {
  if (invalidation.kind === 'cache_tag') {
    const { subgraphs, cache_tag: name } = invalidation;
    subgraphs.forEach((subgraph, at) => requireSubgraph(subgraph, types, [...path, 'subgraphs', at]));
    // eslint-disable-next-line no-control-regex -- which no kept tag has
    if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) {
      throw new InvalidationFault([...path, 'cache_tag'], 'has control characters.');
    }
    return subgraphs.map((subgraph) => namedTag(subgraph, name));
  }
  const { kind, subgraph } = invalidation;
  requireSubgraph(subgraph, types, [...path, 'subgraph']);
  if (kind === 'subgraph') return [subgraphTag(subgraph)];
  const { type } = invalidation;
  const known = types.typesOf(subgraph);
  if (!known.includes(type)) {
    const reason = `The subgraph ${quoted(subgraph)} has no object or interface type ${quoted(type)}.`;
    throw new InvalidationFault([...path, 'type'], `${reason}${nearest(type, known)}`);
  }
  if (kind === 'entity') return entityTags(invalidation, types, [...path, 'key']);
  return [type, ...types.alsoKnownAs(type)].map((name) => typeTag(subgraph, name));
}

function entityTags({ subgraph, type, key }: Entity, types: GraphTypes, path: Path): readonly string[] {
  const keys = types.keysOf(subgraph, type);
  const reader = new KeyReader(types.schema);
  const found = keys.map((set) => reader.read(key, set, type, path)).filter((values) => values !== undefined);
  const read = new Set(['__typename', ...found.flatMap((values) => Object.keys(values))]);
  if (found.length === 0 || !Object.keys(key).every((name) => read.has(name))) {
    throw new InvalidationFault(path, noKey(type, subgraph, types));
  }
  const others = types.alsoKnownAs(type).flatMap((name) => {
    const own = types.keysOf(subgraph, name);
    const sets = own.length > 0 ? own : keys;
    return sets.flatMap((set) => {
      const values = reader.read(key, set, type, path);
      return values ? [entityTag(subgraph, name, values)] : [];
    });
  });
  return [...found.map((values) => entityTag(subgraph, type, values)), ...others];
}

function noKey(type: string, subgraph: string, types: GraphTypes): string {
  const keys = types
    .keysOf(subgraph, type)
    .map((set) => quoted(stripIgnoredCharacters(print(set)).slice(1, -1)));
  const where = `${quoted(type)} in the subgraph ${quoted(subgraph)}`;
  return keys.length === 0
    ? `There is no @key of ${where}. Invalidate the type or a cache_tag instead.`
    : `This is no key of ${where}. There ${keys.length === 1 ? 'is' : 'are'} ${keys.join(', ')}.`;
}

function requireSubgraph(name: string, { subgraphs }: GraphTypes, path: Path): void {
  if (subgraphs.includes(name)) return;
  throw new InvalidationFault(path, `There is no subgraph ${quoted(name)}.${nearest(name, subgraphs)}`);
}

/** Names are compared as far as any of ours is long. */
function nearest(name: string, known: readonly string[]): string {
  const [near] = suggestionList(name.slice(0, 200), known);
  return near === undefined ? '' : ` Did you mean ${quoted(near)}?`;
}
