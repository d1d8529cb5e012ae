import { type Draft } from '../draft';
import { type CompositeModel } from '../model';
import { leafType, someArguments } from './leaves';

/** An interface with a key, which other subgraphs know as one object type that they add fields to. */
export function addInterfaceObject(draft: Draft, name: string, implementations: readonly string[]): void {
  const { random } = draft;
  const [owner, ...others] = random.shuffled(draft.subgraphs) as [string, ...string[]];
  const listeners = others.slice(0, 1 + random.below(2));
  const type = draft.add<CompositeModel>(
    { kind: 'interface', name, fields: [], in: { [owner]: { keys: [], implements: [] } }, count: 0 },
    [owner, ...listeners],
  );
  for (const each of implementations) {
    const placement = { keys: [], implements: [name] };
    draft.add<CompositeModel>(
      { kind: 'type', name: each, fields: [], in: { [owner]: placement }, count: 3 },
      [owner],
    );
    draft.field(each, owner, 'id', 'ID!', { rule: 'id' });
    draft.addKey(each, 'id');
    draft.giveKey(each, owner, 'id');
    draft.field(each, owner, random.oneOf(['title', `of${each}`]), leafType(draft));
  }
  type.fields.push({ name: 'id', type: 'ID!', args: [], in: { [owner]: {} }, rule: 'id' });
  type.in[owner]!.keys.push({ fields: 'id' });
  addToAll(draft, type, owner, 'label', leafType(draft));
  for (const at of listeners) addListener(draft, type, owner, at);
}

function addListener(draft: Draft, type: CompositeModel, owner: string, at: string): void {
  const { random } = draft;
  const { name } = type;
  type.in[at] = { keys: [{ fields: 'id' }], implements: [], interfaceObject: true };
  type.fields.find((field) => field.name === 'id')!.in[at] = {};
  for (const each of [`plays${at}`, `likes${at}`].slice(random.below(2))) {
    draft.field(name, at, each, leafType(draft), { args: someArguments(draft) });
  }
  draft.field(name, at, `nextAt${at}`, random.oneOf([name, `[${name}!]`, `[[${name}]]!`]));
  draft.field(
    name,
    at,
    `about${at}`,
    random.oneOf(draft.entities().filter((each) => draft.placesOf(each).includes(at))),
  );
  if (random.chance(0.4)) return;
  addToAll(draft, type, owner, `needed${at}`, random.oneOf(['Int', 'String!']));
  type.fields.at(-1)!.in[at] = { external: true };
  draft.field(name, at, `rated${at}`, 'String', { rule: 'required' }).in[at] = { requires: `needed${at}` };
}

/** A field of the interface and of all its implementations. */
function addToAll(draft: Draft, type: CompositeModel, owner: string, name: string, leaf: string): void {
  for (const each of draft.implementationsOf(type.name)) draft.field(each, owner, name, leaf);
  type.fields.push({ name, type: leaf, args: [], in: {}, rule: 'any' });
  draft.answer(type.fields.at(-1)!, owner, {});
}
