import { type ArgumentModel } from '../model';
import { type Draft } from '../draft';

/** Custom scalars, enums and input types. Subgraphs learn of them where they use them. */
export function addLeaves(draft: Draft): void {
  const { random } = draft;
  draft.add({ kind: 'scalar', name: 'JSON', in: {} });
  const hiddenValues = random.chance(0.5) ? ['SECRET'] : [];
  draft.add({ kind: 'enum', name: 'Mood', in: {}, use: 'output', hiddenValues });
  draft.add({ kind: 'enum', name: 'Unit', in: {}, use: 'input', hiddenValues: [] });
  draft.add({ kind: 'enum', name: 'Lang', in: {}, use: 'both', hiddenValues: [] });
  const enums = {
    Mood: ['GOOD', 'BAD', 'ODD', ...hiddenValues],
    Unit: ['METER', 'FOOT', 'YARD'],
    Lang: ['EN', 'DE'],
  };
  for (const [name, values] of Object.entries(enums))
    Object.assign(draft.type(name)!.in, { [draft.subgraphs[0]!]: values });
  const filter: ArgumentModel[] = [
    { name: 'text', type: 'String' },
    { name: 'note', type: 'String' },
    { name: 'langs', type: '[Lang!]' },
    { name: 'most', type: 'Int!', default: '5' },
    { name: 'and', type: 'Filter' },
    { name: 'any', type: 'JSON' },
    { name: 'range', type: '[[Float]!]' },
  ];
  const pick: ArgumentModel[] = [
    { name: 'id', type: 'ID' },
    { name: 'unit', type: 'Lang' },
    { name: 'filter', type: 'Filter' },
  ];
  const [first] = draft.subgraphs as [string];
  draft.add({ kind: 'input', name: 'Filter', in: { [first]: filter }, oneOf: false });
  draft.add({ kind: 'input', name: 'Pick', in: { [first]: pick }, oneOf: true });
  Object.assign(draft.type('JSON')!.in, { [first]: true });
}

const everyArgument: readonly ArgumentModel[] = [
  { name: 'most', type: 'Int', default: '3' },
  { name: 'unit', type: 'Unit', default: 'METER' },
  { name: 'lang', type: 'Lang' },
  { name: 'filter', type: 'Filter' },
  { name: 'filters', type: '[Filter!]', default: '[{ text: "x" }]' },
  { name: 'pick', type: 'Pick' },
  { name: 'sure', type: 'Boolean!', default: 'true' },
  { name: 'ids', type: '[ID!]' },
  { name: 'raw', type: 'JSON' },
  { name: 'must', type: 'Float!' },
];

/** Arguments for a field, mostly none. */
export function someArguments({ random }: Draft): readonly ArgumentModel[] {
  if (random.chance(0.7)) return [];
  return random.shuffled(everyArgument).slice(0, 1 + random.below(2));
}

/** A type of values that have no fields. */
export function leafType({ random }: Draft): string {
  const named = random.oneOf(['String', 'Int', 'Float', 'Boolean', 'ID', 'Mood', 'Lang', 'JSON']);
  return wrapped(draftWrapping(random.next()), named);
}

/** The type of a field that leads to objects of another type. */
export function linkType({ random }: Draft, named: string): string {
  return wrapped(draftWrapping(random.next()), named);
}

const wrappings = ['T', 'T', 'T', 'T!', 'T!', '[T]', '[T!]', '[T]!', '[T!]!', '[[T]]', '[[T!]!]', '[[T]!]!'];

function draftWrapping(at: number): string {
  return wrappings[Math.floor(at * wrappings.length)]!;
}

function wrapped(wrapping: string, named: string): string {
  return wrapping.replace('T', named);
}
