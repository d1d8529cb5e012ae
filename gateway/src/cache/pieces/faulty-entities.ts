import { type RawAnswer } from '../../upstream/subgraph-request';
import { latin1, sharing, wholeAnswer } from './faulty-answer';

/** One `_entities` field: its response key, and how many entities the whole fetch wants of it. */
interface EntityList {
  readonly key: string;
  readonly count: number;
}

/** Stands for an entity of which the answer says nothing: neither an object nor null, which says that there is none. */
const nothing = 'false';

/** A faulty answer to some entities, together with the others that are known. */
export function joinFaultyEntities(
  lists: readonly EntityList[],
  keyOf: (index: number) => string,
  known: readonly (Buffer | undefined)[],
  wanted: readonly number[],
  answer: RawAnswer,
): RawAnswer {
  const places = lists.flatMap(({ key, count }) => Array.from({ length: count }, (_, at) => ({ key, at })));
  const shared = sharing(keyOf, known, wanted);
  const asked = new Map(lists.map(({ key }) => [key, [] as number[]]));
  for (const index of wanted) asked.get(places[index]!.key)!.push(index);
  return wholeAnswer(
    answer,
    true,
    ([key, at, ...below]) => {
      const ofKey = asked.get(String(key));
      if (!ofKey?.length) return [];
      if (at === undefined) return [[key]];
      const targets = shared.get(ofKey[Number(at)] ?? -1) ?? [];
      return targets.map((index) => [places[index]!.key, places[index]!.at, ...below]);
    },
    (fields) => {
      const texts = known.map((text) => text && latin1(text));
      for (const [key, indexes] of asked) {
        const items = fields.get(key)?.items ?? [];
        indexes.forEach((index, at) => {
          for (const each of shared.get(index)!) texts[each] = items[at] && latin1(items[at]);
        });
      }
      let next = 0;
      const members = lists.map(({ key, count }) => {
        const own = Array.from({ length: count }, () => texts[next++] ?? nothing);
        return `"${key}":[${own.join(',')}]`;
      });
      return `{${members.join(',')}}`;
    },
  );
}
