import { type Draft } from '../draft';
import { type CompositeModel } from '../model';
import { leafType } from './leaves';

/** Interfaces, of which other subgraphs know less, and unions, of which they know other members. */
export function addAbstractTypes(draft: Draft): void {
  const { random } = draft;
  const entities = draft.entities();
  if (random.chance(0.8)) addInterface(draft, 'Named', random.some(entities));
  if (random.chance(0.4)) addInterface(draft, 'Kept', random.some(entities));
  if (random.chance(0.8))
    addUnion(draft, 'Item', [...random.some(entities), ...draft.names('type').slice(-1)]);
}

function addInterface(draft: Draft, name: string, entities: readonly string[]): void {
  const home = draft.random.oneOf(draft.subgraphs);
  const type = draft.add<CompositeModel>({
    kind: 'interface',
    name,
    fields: [],
    in: { [home]: { keys: [], implements: [] } },
    count: 0,
  });
  type.fields.push({ name: 'id', type: 'ID!', args: [], in: { [home]: {} }, rule: 'id' });
  for (const field of [`${name.toLowerCase()}As`, `${name.toLowerCase()}By`]) {
    const leaf = leafType(draft);
    type.fields.push({ name: field, type: leaf, args: [], in: {}, rule: 'any' });
    draft.answer(type.fields.at(-1)!, home, {});
    for (const entity of entities) draft.field(entity, home, field, leaf);
  }
  for (const entity of entities) draft.implement(entity, name, home);
}

function addUnion(draft: Draft, name: string, members: readonly string[]): void {
  const { random } = draft;
  const all = [...new Set(members)];
  draft.add({ kind: 'union', name, in: {} });
  for (const subgraph of random.shuffled(draft.subgraphs).slice(0, 2)) {
    const here = random.some(all);
    for (const member of here) draft.refer(member, subgraph);
    (draft.type(name) as { in: Record<string, string[]> }).in[subgraph] = here;
  }
}
