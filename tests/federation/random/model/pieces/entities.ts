import { type Draft } from '../draft';
import { leafType, someArguments } from './leaves';

const entityNames = ['Book', 'Author', 'Shop', 'Film'];

/** Names that several types give to fields of different types. */
const commonNames = ['title', 'name', 'size', 'rank', 'notes', 'state', 'extra'];

/** Entities with several, compound and nested keys, whose fields are spread over the subgraphs. */
export function addEntities(draft: Draft): void {
  const { random } = draft;
  const names = entityNames.slice(0, 2 + random.below(3));
  for (const name of names) addEntity(draft, name);
  for (const [at, name] of names.entries()) {
    if (at > 0 && random.chance(0.4)) addNestedKey(draft, name, names[at - 1]!);
    for (const other of draft.subgraphs) if (random.chance(0.35)) draft.know(name, other);
    for (const field of random.shuffled(commonNames).slice(0, 2 + random.below(3))) {
      const subgraph = random.oneOf(draft.subgraphs);
      draft.field(name, subgraph, field, leafType(draft), { args: someArguments(draft) });
    }
  }
}

function addEntity(draft: Draft, name: string): void {
  const { random } = draft;
  const home = random.oneOf(draft.subgraphs);
  draft.add({ kind: 'type', name, fields: [], in: { [home]: { keys: [], implements: [] } }, count: 4 });
  draft.field(name, home, 'id', 'ID!', { rule: 'id' });
  draft.addKey(name, 'id');
  draft.giveKey(name, home, 'id');
  if (random.chance(0.4)) {
    draft.field(name, home, 'code', 'Int!', { rule: 'number' });
    draft.addKey(name, 'code');
  }
  if (random.chance(0.4)) {
    draft.field(name, home, 'shelf', 'Int!', { rule: 'half' });
    draft.field(name, home, 'place', 'String!', { rule: 'rest' });
    draft.addKey(name, 'shelf place');
  }
}

function addNestedKey(draft: Draft, name: string, other: string): void {
  const home = draft.homeOf(name);
  draft.field(name, home, 'twin', `${other}!`, { rule: 'same' });
  draft.addKey(name, 'twin { id }');
}
