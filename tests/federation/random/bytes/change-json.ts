import { type Random } from '../random';
import { type JsonNode, nodesIn, type Style, plainStyle, raw } from './json-node';

type ObjectNode = Extract<JsonNode, { kind: 'object' }>;

/** Changes an answer in place; how it is to be written, if not plainly. */
type Change = (answer: ObjectNode, random: Random) => Style | undefined;

/** What servers do that are hostile, have defects, or only write JSON in their own way. */
export const jsonChanges = {
  'whitespace everywhere': (_, random) => ({
    ...plainStyle,
    gap: () => (random.chance(0.2) ? random.oneOf([' ', '\n', '\t', '\r\n']) : ''),
  }),
  'characters written as escapes': (_, random) => ({
    ...plainStyle,
    string: (value) => escaped(value, random),
  }),
  'another string': onValue('string', (node, random) => ({ ...node, value: randomString(random) })),
  'another string, written as escapes': (answer, random) => {
    onValue('string', (node) => ({ ...node, value: randomString(random) }))(answer, random);
    return { ...plainStyle, string: (value) => escaped(value, random) };
  },
  'a string that JSON does not know': onValue('string', (_, random) => raw(random.oneOf(badStrings))),
  'another number': onNumber((_, random) => raw(random.oneOf(numbers))),
  'the number written in another way': onNumber((text, random) => raw(random.oneOf(otherForms(text)))),
  'another value': onAny((_, random) => randomNode(random, 3)),
  null: onAny(() => raw('null')),
  'a value of another place': (answer, random) => {
    const nodes = [...nodesIn(answer)];
    replace(random.oneOf(nodes), structuredClone(random.oneOf(nodes)));
    return undefined;
  },
  'keys in another order': onAll(
    'object',
    (node, random) => void (node.entries = random.shuffled(node.entries)),
  ),
  'a key that comes twice': onOne('object', (node, random) => {
    if (node.entries.length === 0) return;
    const [key, value] = random.oneOf(node.entries);
    const other = random.chance(0.5) ? structuredClone(value) : randomNode(random, 2);
    node.entries.splice(random.below(node.entries.length + 1), 0, [key, other]);
  }),
  'a key that is missing': onOne('object', (node, random) => {
    node.entries.splice(random.below(Math.max(node.entries.length, 1)), 1);
  }),
  'a key that nobody asked for': onOne('object', (node, random) => {
    const key = random.oneOf([...names, '__typename', '__proto__', 'constructor', 'toJSON', '', 'ключ']);
    node.entries.splice(random.below(node.entries.length + 1), 0, [key, randomNode(random, 3)]);
  }),
  'a key with another name': onOne('object', (node, random) => {
    const entry = node.entries[random.below(node.entries.length)];
    if (entry) entry[0] = random.oneOf([...names, entry[0].toUpperCase(), `${entry[0]} `, '__proto__']);
  }),
  'too many items': onOne('list', (node, random) => {
    const item = node.items.length > 0 ? structuredClone(random.oneOf(node.items)) : randomNode(random, 2);
    node.items.splice(random.below(node.items.length + 1), 0, item);
  }),
  'too few items': onOne(
    'list',
    (node, random) => void node.items.splice(random.below(node.items.length), 1),
  ),
  'items in another order': onOne('list', (node, random) => void (node.items = random.shuffled(node.items))),
  'an empty list': onOne('list', (node) => void (node.items = [])),
  'a null among the items': onOne('list', (node, random) => {
    if (node.items.length > 0) node.items[random.below(node.items.length)] = raw('null');
  }),
  'another __typename': (answer, random) => {
    const typenames = [...entriesIn(answer)].filter(([key]) => key === '__typename');
    const known = typenames.flatMap(([, value]) => (value.kind === 'string' ? value.value : []));
    const entry = typenames[random.below(typenames.length)];
    const unknown: JsonNode[] = [raw('null'), raw('["X"]'), raw('1'), { kind: 'string', value: 'Nobody' }];
    if (!entry) return undefined;
    entry[1] = random.chance(0.5)
      ? { kind: 'string', value: random.oneOf(known.length > 0 ? known : ['Query']) }
      : random.oneOf(unknown);
    return undefined;
  },
  'errors that are none': beside('errors', (random) => raw(random.oneOf(['[]', 'null']))),
  'errors beside data': beside('errors', (random) => raw(random.oneOf(errors))),
  extensions: beside('extensions', (random) => randomNode(random, 4)),
  'deep nesting': onAny((_, random) =>
    nested(random, random.oneOf([90, 99, 100, 101, 102, 150, 195, 199, 205])),
  ),
  'deep nesting beside data': beside('extensions', (random) =>
    nested(random, random.oneOf([90, 150, 199, 201])),
  ),
  'nesting without end': onAny((_, random) => nested(random, 20_000)),
} satisfies Record<string, Change>;

const names = ['data', 'errors', 'extensions', 'id', '_entities', '_e0', 'x'];

const numbers = [
  ...[
    '0',
    '-0',
    '-0.0',
    '1.0',
    '100e-2',
    '1e2',
    '1E+2',
    '1e400',
    '-1E400',
    '1e-400',
    '-1e-400',
    '-0e5',
    '-0.5',
  ],
  ...[
    '01',
    '-01',
    '+1',
    '1.',
    '.5',
    '-',
    '1e',
    '1e+',
    '0x1',
    'NaN',
    'Infinity',
    '1_000',
    '--1',
    '1.2.3',
    '0.e1',
  ],
  ...[
    '2147483647',
    '2147483648',
    '-2147483648',
    '-2147483649',
    '9999999999',
    '12345678901',
    '9007199254740993',
  ],
  ...[
    '9'.repeat(29),
    '9'.repeat(31),
    '9'.repeat(400),
    `0.${'3'.repeat(40)}`,
    `1${'0'.repeat(308)}`,
    '1e21',
    '5e-7',
  ],
];

const badStrings = [
  ...[
    '"a\nb"',
    '"\u0000"',
    '"\u001f"',
    '"\\x41"',
    '"\\u12"',
    '"\\u12g4"',
    '"\\U0041"',
    '"\\',
    '"\\"',
    "'a'",
    '"',
    'a',
  ],
  ...['"\\u"', '"\\uD83D\\u"', '"a""b"', '"a"b"', '"long enough for words \t and then some"'],
];

const errors = [
  ...['[{"message":"x"}]', '[{}]', '[1]', '{}', '"x"', '0', 'false', '[null]', '[[]]'],
  '[{"message":"x","path":["_entities",0],"extensions":{"code":"TEAPOT"}}]',
];

function otherForms(text: string): string[] {
  const value = Number(text);
  return [
    `${text}.0`,
    `${text}e0`,
    `${text}0e-1`,
    value.toExponential(),
    ` ${text}`,
    `"${text}"`,
    `${text}.`,
    `0${text}`,
  ];
}

/** Of any length around four bytes, and with anything that is written in a way of its own. */
export function randomString(random: Random): string {
  const units = [
    'a',
    'b',
    '/',
    '"',
    '\\',
    '\u007f',
    'é',
    '😀',
    '\ud83d',
    '\ude00',
    '\u2028',
    '\u0000',
    '\n',
    '\u0080',
  ];
  const plain = random.chance(0.5);
  const length = random.chance(0.1) ? random.below(5_000) : random.below(40);
  const characters = Array.from({ length }, () => (plain ? 'a' : random.oneOf(units)));
  if (plain && length > 0) characters[random.below(length)] = random.oneOf(units);
  return characters.join('');
}

function escaped(value: string, random: Random): string {
  const simple: Readonly<Record<string, string>> = { '/': '\\/', '"': '\\"', '\\': '\\\\', '\n': '\\n' };
  const units = value.split('').map((unit) => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
    if (random.chance(0.3)) return `\\u${random.chance(0.5) ? hex : hex.toUpperCase()}`;
    return simple[unit] ?? (unit < ' ' || isSurrogate(unit) ? `\\u${hex}` : unit);
  });
  return `"${units.join('')}"`;
}

function isSurrogate(unit: string): boolean {
  return unit >= '\ud800' && unit <= '\udfff';
}

function randomNode(random: Random, depth: number): JsonNode {
  const below = () => Array.from({ length: random.below(3) }, () => randomNode(random, depth - 1));
  switch (random.below(depth > 0 ? 6 : 4)) {
    case 0:
      return { kind: 'string', value: randomString(random) };
    case 1:
      return raw(random.oneOf(['0', '-7', '1.5', '2147483648', '1e3']));
    case 2:
      return raw(random.oneOf(['true', 'false']));
    case 3:
      return raw('null');
    case 4:
      return { kind: 'list', items: below() };
    default:
      return {
        kind: 'object',
        entries: below().map((node) => [random.oneOf([...names, '__proto__']), node]),
      };
  }
}

function nested(random: Random, levels: number): JsonNode {
  const [open, close] = random.oneOf([
    ['[', ']'],
    ['{"a":', '}'],
  ] as const);
  return raw(open.repeat(levels) + '1' + close.repeat(levels));
}

function* entriesIn(node: JsonNode): Generator<[string, JsonNode]> {
  for (const each of nodesIn(node)) if (each.kind === 'object') yield* each.entries;
}

function replace(node: JsonNode, other: JsonNode): void {
  for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
  Object.assign(node, other);
}

function onAll<Kind extends 'object' | 'list'>(
  kind: Kind,
  change: (node: Extract<JsonNode, { kind: Kind }>, random: Random) => void,
): Change {
  return (answer, random) => {
    for (const node of nodesIn(answer)) {
      if (node.kind === kind) change(node as Extract<JsonNode, { kind: Kind }>, random);
    }
    return undefined;
  };
}

function onOne<Kind extends 'object' | 'list'>(
  kind: Kind,
  change: (node: Extract<JsonNode, { kind: Kind }>, random: Random) => void,
): Change {
  return (answer, random) => {
    const nodes = [...nodesIn(answer)].filter((node) => node.kind === kind);
    const node = nodes[random.below(nodes.length)];
    if (node) change(node as Extract<JsonNode, { kind: Kind }>, random);
    return undefined;
  };
}

function onAny(change: (node: JsonNode, random: Random) => JsonNode): Change {
  return (answer, random) => {
    // The whole answer, too, but seldom: little can be learned from it.
    const nodes = [...nodesIn(answer)].slice(random.chance(0.05) ? 0 : 1);
    const node = nodes[random.below(nodes.length)];
    if (node) replace(node, change(node, random));
    return undefined;
  };
}

function onValue<Kind extends 'string' | 'raw'>(
  kind: Kind,
  change: (node: Extract<JsonNode, { kind: Kind }>, random: Random) => JsonNode,
): Change {
  return (answer, random) => {
    const nodes = [...nodesIn(answer)].filter((node) => node.kind === kind);
    for (const node of nodes) {
      if (nodes.length < 2 || random.chance(2 / nodes.length)) {
        replace(node, change(node as Extract<JsonNode, { kind: Kind }>, random));
      }
    }
    return undefined;
  };
}

function onNumber(change: (text: string, random: Random) => JsonNode): Change {
  return (answer, random) => {
    const isNumber = (node: JsonNode) => node.kind === 'raw' && /\d/.test(node.text);
    const nodes = [...nodesIn(answer)].filter(isNumber) as Extract<JsonNode, { kind: 'raw' }>[];
    const node = nodes[random.below(nodes.length)];
    if (node) replace(node, change(node.text, random));
    return undefined;
  };
}

function beside(key: string, value: (random: Random) => JsonNode): Change {
  return ({ entries }, random) => {
    entries.splice(random.below(entries.length + 1), 0, [key, value(random)]);
    return undefined;
  };
}
