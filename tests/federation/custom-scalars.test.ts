import { parse, parseValue, print, type ValueNode, visit } from 'graphql';
import { ask } from './support/ask';
import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const values: Record<string, unknown> = {
  object: { __typename: 'Doc', id: 'not ours', a: { b: [1, { c: null }] } },
  list: [[], [null], {}, 'x', 1.5, false],
  big: '123456789012345678901234567890',
  number: 9007199254740991,
  text: '{"a":1}',
  empty: {},
  names: JSON.parse('{"__proto__":{"x":1},"constructor":"c","_entities":[],"__a_b":1}') as unknown,
};
const doc = { __typename: 'Doc', id: 'd1', ...values };
const byKey = ({ meta }: { meta: unknown }) => ({ meta, seen: meta });

const fields = Object.keys(values)
  .map((name) => `${name}: JSON`)
  .join(' ');

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      scalar JSON
      scalar Big @specifiedBy(url: "https://big.example")
      type Query { doc: Doc docs: [Doc] echo(json: JSON, big: Big): JSON tagged: Tagged }
      type Doc @key(fields: "id") { id: ID! ${fields} }
      type Tagged @key(fields: "meta") { meta: JSON! }`,
    resolvers: {
      Query: {
        doc: () => doc,
        docs: () => [doc, doc],
        echo: (_: unknown, args: unknown) => args,
        tagged: () => ({ meta: values.object }),
      },
    },
  },
  {
    name: 'b',
    typeDefs: `
      scalar JSON
      type Doc @key(fields: "id") { id: ID! more: JSON object: JSON @external size: JSON @requires(fields: "object") }
      type Tagged @key(fields: "meta") { meta: JSON! seen: JSON }`,
    resolvers: {
      Doc: { more: () => values.names, size: ({ object }: { object: unknown }) => object },
      Tagged: { __resolveReference: byKey },
    },
  },
]);
const data = {
  doc: { ...doc, more: values.names, size: values.object },
  tagged: { meta: values.object, seen: values.object },
};

test.each(Object.keys(values))('%s passes untouched', async (name) => {
  await askLikeOracle(graph, `{ doc { ${name} alias: ${name} } }`, data);
});

test('from an entity fetch, as a requirement and as a key too', async () => {
  const asked = await askLikeOracle(graph, '{ doc { more size list } tagged { seen } }', data);
  expect(asked.plan).toMatchSnapshot();
});

test.each(Object.keys(values))('%s passes untouched as a variable', async (name) => {
  const asked = await ask(graph, 'query Q($json: JSON) { echo(json: $json) }', {
    variables: { json: values[name] },
  });
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify({ echo: { json: values[name] } }));
});

test('literals reach the subgraph to the digit, with the variables in them', async () => {
  const query =
    'query Q($in: JSON) { echo(json: { a: [1, { b: $in }], c: ENUM, d: "x" }, big: 9007199254740993) }';
  const asked = await ask(graph, query, { variables: { in: { deep: true } } });
  expect(asked.requests[0]?.query).toContain('9007199254740993');
  expect(asked.data).toMatchObject({ echo: { json: { a: [1, { b: { deep: true } }], c: 'ENUM', d: 'x' } } });
});

test.each([
  '123456789012345678901234567890',
  '-9223372036854775809',
  '9007199254740993',
  '3.14159265358979323846',
  '1.0',
  '1e400',
  '-0.0',
  '[1.50, {a: 2.50, b: [9007199254740993]}]',
  '"\\b\\f\\r\\n\\t\\u0000 \\" \\\\ é 😀"',
  '"""\n  block \\""" "quoted"\n    more\n"""',
])('a literal reaches the subgraph as the client wrote it: %s', async (literal) => {
  const query = `query ($v: JSON = ${literal}) { echo(big: ${literal}, json: [$v, ${literal}]) }`;
  const { requests } = await ask(graph, query);
  const sent: string[] = [];
  const note = (node: ValueNode): void => void sent.push(print(node));
  visit(parse(requests[0]!.query), {
    Argument: ({ name, value }) => (name.value === 'big' ? note(value) : undefined),
    VariableDefinition: ({ defaultValue }) => note(defaultValue!),
  });
  const written = print(parseValue(literal));
  expect(sent).toEqual([written, written]);
});
