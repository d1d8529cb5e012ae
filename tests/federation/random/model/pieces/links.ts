import { type Draft } from '../draft';
import { linkType, someArguments } from './leaves';

/** Fields that lead from type to type, and from the root to all. */
export function addLinks(draft: Draft): void {
  const { random } = draft;
  const targets = [...draft.names('type'), ...draft.names('interface'), ...draft.names('union')];
  for (const entity of draft.entities()) addPointer(draft, entity);
  for (const entity of draft.entities()) {
    for (const target of random.shuffled(targets).slice(0, 1 + random.below(3))) {
      const subgraph = placeOfLink(draft, entity, target);
      if (!subgraph) continue;
      draft.field(entity, subgraph, `${target.toLowerCase()}Of`, linkType(draft, target), {
        args: someArguments(draft),
      });
    }
  }
  draft.add({ kind: 'type', name: 'Query', fields: [], in: {}, count: 1 });
  for (const target of targets) {
    const subgraph = random.oneOf(draft.placesOf(target));
    draft.field('Query', subgraph, target.toLowerCase(), target, { args: someArguments(draft) });
    const other = random.oneOf(draft.placesOf(target));
    draft.field('Query', other, `${target.toLowerCase()}s`, linkType(draft, target), {
      args: someArguments(draft),
    });
  }
}

/** A field of a subgraph that knows nothing of an entity but a key. */
function addPointer(draft: Draft, entity: string): void {
  const { random } = draft;
  const known = draft.composite(entity).in;
  const strangers = draft.placesOf(entity).filter((each) => !(each in known));
  if (strangers.length === 0) return;
  const subgraph = random.oneOf(strangers);
  const from = draft.entities().filter((each) => each !== entity && draft.placesOf(each).includes(subgraph));
  if (from.length === 0) return;
  draft.giveKey(entity, subgraph, random.oneOf(draft.keysOf(entity)), false);
  draft.field(random.oneOf(from), subgraph, `pointerTo${entity}`, linkType(draft, entity));
}

function placeOfLink(draft: Draft, from: string, to: string): string | undefined {
  const places = draft.placesOf(from).filter((each) => draft.placesOf(to).includes(each));
  return places.length > 0 ? draft.random.oneOf(places) : undefined;
}
