import { type Draft } from '../draft';
import { type FieldModel, namedType } from '../model';
import { leafType } from './leaves';

/** Fields that several subgraphs answer, that moved from one to another, and that one provides for another. */
export function addSharing(draft: Draft): void {
  const { random } = draft;
  for (const entity of draft.entities()) {
    if (random.chance(0.6)) addShared(draft, entity);
    if (random.chance(0.6)) addMoved(draft, entity);
    if (random.chance(0.6)) addMoving(draft, entity);
    if (random.chance(0.8)) addProvided(draft, entity);
    if (random.chance(0.4)) addNullability(draft, entity);
  }
}

function addShared(draft: Draft, entity: string): void {
  const [field, , other] = fieldInTwo(draft, entity, 'shared', leafType(draft));
  if (!field || other === undefined) return;
  for (const placement of Object.values(field.in)) placement.shareable = true;
  field.in[other] = { shareable: true };
}

function addMoved(draft: Draft, entity: string): void {
  const [field, from, to] = fieldInTwo(draft, entity, 'moved', leafType(draft));
  if (!field || from === undefined || to === undefined) return;
  field.in[from] = { overridden: 'wholly' };
  field.in[to] = { override: { from } };
}

function addMoving(draft: Draft, entity: string): void {
  const [field, from, to] = fieldInTwo(draft, entity, 'moving', leafType(draft));
  if (!field || from === undefined || to === undefined) return;
  const label = `percent(${draft.random.oneOf([20, 50, 80])})`;
  field.in[from] = { overridden: 'partly' };
  field.in[to] = { override: { from, label } };
}

/** One subgraph allows null where the other does not. */
function addNullability(draft: Draft, entity: string): void {
  const [field, from, to] = fieldInTwo(
    draft,
    entity,
    'either',
    draft.random.oneOf(['Int', '[Int]', '[Int!]']),
  );
  if (!field || from === undefined || to === undefined) return;
  field.in[from] = { shareable: true, type: `${field.type}!` };
  field.in[to] = { shareable: true };
}

function addProvided(draft: Draft, entity: string): void {
  const { random } = draft;
  const others = draft.entities().filter((name) => name !== entity);
  if (others.length === 0) return;
  const other = random.oneOf(others);
  const at = draft.placesOf(entity).filter((each) => draft.placesOf(other).includes(each));
  if (at.length === 0) return;
  const from = random.oneOf(at);
  const names = ['gift', 'note'].map((name) => `${name}For${entity}`).slice(random.below(2));
  const owner = draft.placeOf(other, from);
  // The gateway takes no shortcut where several fields provide different parts of one type.
  const isProvided = draft.composite(other).fields.some((field) => field.in[from]?.external);
  if (owner === undefined || (isProvided && random.chance(0.7))) return;
  draft.know(entity, from);
  draft.refer(other, from);
  for (const name of names) {
    const field = draft.field(
      other,
      owner,
      name,
      random.chance(0.15) && draft.type('Spot') ? 'Spot' : leafType(draft),
    );
    field.in[owner]!.shareable = true;
    draft.answer(field, from, { external: true });
  }
  const provides = names.map((name) => {
    const type = draft.composite(other).fields.find((field) => field.name === name)!.type;
    return namedType(type) === 'Spot' ? `${name} { wide title }` : name;
  });
  const field = draft.field(
    entity,
    from,
    `best${other}`,
    random.oneOf([other, `[${other}!]!`, `[[${other}]]`]),
  );
  field.in[from] = { provides: provides.join(' ') };
}

function fieldInTwo(
  draft: Draft,
  entity: string,
  name: string,
  type: string,
): [FieldModel?, string?, string?] {
  const [from, to] = draft.random.shuffled(draft.placesOf(entity));
  if (from === undefined || to === undefined) return [];
  const field = draft.field(entity, from, name, type);
  draft.know(entity, to);
  draft.answer(field, to, {});
  return [field, from, to];
}
