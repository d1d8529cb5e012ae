import { type Draft } from '../draft';
import { type CompositeModel } from '../model';
import { leafType } from './leaves';

/** Fields that clients do not see but subgraphs need, and members of unions and interfaces that clients do not know. */
export function addHidden(draft: Draft): void {
  const { random } = draft;
  for (const entity of draft.entities()) {
    const [from, to] = random.shuffled(draft.placesOf(entity));
    if (from === undefined || to === undefined || random.chance(0.5)) continue;
    draft.know(entity, from);
    draft.know(entity, to);
    const secret = draft.field(entity, from, 'secret', 'String!');
    secret.hidden = true;
    draft.answer(secret, to, { external: true });
    draft.field(entity, to, 'hint', 'String', { rule: 'required' }).in[to] = { requires: 'secret' };
    const code = draft.composite(entity).fields.find(({ name }) => name === 'code');
    if (code && random.chance(0.5)) code.hidden = true;
  }
  const [union] = draft.names('union');
  if (union !== undefined && random.chance(0.6)) addHiddenMember(draft, union);
  if (draft.type('Named') && random.chance(0.4)) addHiddenImplementation(draft);
}

function addHiddenMember(draft: Draft, union: string): void {
  const places = (draft.type(union) as { in: Record<string, string[]> }).in;
  const at = draft.random.oneOf(Object.keys(places));
  const type: CompositeModel = { kind: 'type', name: 'Ghost', fields: [], in: {}, hidden: true, count: 2 };
  draft.add(type, [at]);
  draft.field('Ghost', at, 'title', leafType(draft));
  places[at]!.push('Ghost');
}

function addHiddenImplementation(draft: Draft): void {
  const named = draft.composite('Named');
  const home = Object.keys(named.in)[0]!;
  const placement = { keys: [], implements: ['Named'] };
  draft.add<CompositeModel>(
    { kind: 'type', name: 'Shade', fields: [], in: { [home]: placement }, hidden: true, count: 2 },
    [home],
  );
  for (const { name, type, rule } of named.fields) draft.field('Shade', home, name, type, { rule });
}
