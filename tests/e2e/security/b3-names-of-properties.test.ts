import { createHash } from 'node:crypto';
import { runInThisContext } from 'node:vm';
import { codesOf, SmallGraph } from '../../support/small-graph';

let graph: SmallGraph;
beforeAll(async () => {
  graph = await SmallGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());
afterEach(() => {
  delete graph.subgraph.sends.body;
});

/** What every object has, in this context of V8 and in that of Node.js. */
const shared: readonly object[] = [
  ...[Object, Array, Function, String, Map, Promise].map(({ prototype }) => prototype as object),
  ...['Object', 'Array', 'Function'].map((name) => runInThisContext(`${name}.prototype`) as object),
  ...[Object, Array, Function],
];
const stateOf = (object: object) =>
  Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)] as const);
const before = shared.map(stateOf);
afterEach(() => {
  expect(shared.map(stateOf)).toEqual(before);
  expect({}).not.toHaveProperty('polluted');
});

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'toJSON',
  'then',
];
const ask = async (query: string, more: object = {}) => (await graph.ask(query, more)).text;

describe.each(names)('B3 %s', (name) => {
  it('as an alias, at every level, is a key of the answer like any other', async () => {
    const query = `{ ${name}: shop(id: "1") { ${name}: name other: name inner: __typename } }`;
    const shop = `{"${name}":"Shop 1","other":"Shop 1","inner":"Shop"}`;
    expect(await ask(query)).toBe(`{"data":{"${name}":${shop}}}\n`);
  });

  it('as an alias of the same field as another', async () => {
    const query = `{ a: shop(id: "1") { name } ${name}: shop(id: "2") { name } ... on Query { ${name}: shop(id: "2") { id } } }`;
    expect(await ask(query)).toBe(`{"data":{"a":{"name":"Shop 1"},"${name}":{"name":"Shop 2","id":"2"}}}\n`);
  });

  it('as the name of a variable and of an operation', async () => {
    const query = `query ${name}($${name}: ID!, $any: Any) { shop(id: $${name}) { name } echo(any: $any) }`;
    const variables = `{"${name}":"3","any":{"${name}":{"polluted":1}}}`;
    const body = `{"query":${JSON.stringify(query)},"operationName":"${name}","variables":${variables}}`;
    const { text } = await graph.post(body);
    const echo = JSON.stringify(`{"any":{"${name}":{"polluted":1}}}`);
    expect(text).toBe(`{"data":{"shop":{"name":"Shop 3"},"echo":${echo}}}\n`);
  });

  it('as the name of a fragment', async () => {
    const query = `query { shop(id: "1") { ...${name} } } fragment ${name} on Shop { name }`;
    expect(await ask(query)).toBe('{"data":{"shop":{"name":"Shop 1"}}}\n');
  });

  it.each([
    ['a field', `{ ${name} }`],
    ['an argument', `{ shop(id: "1", ${name}: 1) { id } }`],
    ['a directive', `{ shop(id: "1") { id @${name} } }`],
    ['a type', `{ shop(id: "1") { ... on ${name} { id } } }`],
    ['an enum value', `{ echo(color: ${name}) }`],
    ['a type of a variable', `query ($a: ${name}) { echo(text: $a) }`],
    ['an input field', `{ echo(filter: { min: 1, ${name}: 1 }) }`],
    ['a fragment that is not there', `{ ...${name} }`],
  ])('as %s that does not exist is refused', async (_, query) => {
    const answer = await graph.ask(query);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
  });

  it('as an operation that does not exist is refused', async () => {
    const answer = await graph.ask('query A { __typename } query B { __typename }', { operationName: name });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['OPERATION_RESOLUTION_FAILURE']]);
  });

  it('in variables that are not declared, extensions, and the request itself has no effect', async () => {
    const bad = `{"${name}":{"polluted":1,"query":"{ nowhere }"}}`;
    const query = '"query":"{ shop(id: \\"1\\") { name } }"';
    const { text } = await graph.post(
      `{${query},"variables":${bad},"extensions":${bad},"${name}":{"polluted":1,"operationName":"x"}}`,
    );
    expect(text).toBe('{"data":{"shop":{"name":"Shop 1"}}}\n');
  });

  it('as a hash of a persisted query finds nothing, and can register nothing', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: name } };
    expect(codesOf(await graph.post(JSON.stringify({ extensions })))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(codesOf(await graph.ask('{ __typename }', { extensions }))).toEqual(['BAD_REQUEST']);
  });

  it('as a document id and as a query is refused', async () => {
    for (const body of [{ documentId: name }, { id: name }, { query: name }]) {
      expect((await graph.post(JSON.stringify(body))).status).toBe(400);
    }
  });

  it('as a header has no effect', async () => {
    const { status } = await graph.post('{"query":"{__typename}"}', {
      [name]: '{"polluted":1}',
      cookie: `${name}=1`,
    });
    expect(status).toBe(200);
  });

  // Subgraphs are asked under names of the gateway's own for fields with arguments: `__a_shop`.
  it('in the answer of a subgraph is data where it was asked for, and nothing elsewhere', async () => {
    const evil = `{"${name}":{"polluted":1,"name":"evil"}}`;
    const shop = `{"id":"1","name":"good","any":${evil},"${name}":{"polluted":1}}`;
    graph.subgraph.sends.body = `{"data":{"__a_shop":${shop},"${name}":${evil}},"extensions":${evil},"${name}":${evil}}`;
    // The fast way and, for fields that came out of order, the careful one.
    for (const fields of ['id name any', 'any name id']) {
      const { data } = JSON.parse(await ask(`{ shop(id: "1") { ${fields} } }`)) as { data: { shop: object } };
      const kept = new Map(Object.entries(data.shop));
      expect([...kept.keys()]).toEqual(fields.split(' '));
      expect(JSON.stringify(kept.get('any'))).toBe(evil);
      expect(kept.get('name')).toBe('good');
    }
  });

  it('as an alias that the subgraph leaves out is null, not what every object has', async () => {
    graph.subgraph.sends.body = '{"data":{"__a_shop":{}}}';
    const answer = await graph.ask(`{ shop(id: "1") { ${name}: any } }`);
    expect(answer.text).toContain(`"data":{"shop":{"${name}":null}}`);
    expect(codesOf(answer)).toEqual(['SUBREQUEST_MALFORMED_RESPONSE']);
  });

  it('in the error of a subgraph stays where it is', async () => {
    const extensions = `{"code":"SICK","${name}":{"polluted":1}}`;
    const error = `{"message":"no","path":["__a_shop","${name}"],"extensions":${extensions},"${name}":{"polluted":1}}`;
    graph.subgraph.sends.body = `{"data":{"__a_shop":null},"errors":[${error}]}`;
    const answer = await graph.ask('{ shop(id: "1") { name } }');
    expect(codesOf(answer)).toEqual(['SICK']);
  });

  it('as the type of an object is no type', async () => {
    graph.subgraph.sends.body = `{"data":{"__a_shop":{"owner":{"__typename":"${name}","first":"x"}}}}`;
    const answer = await graph.ask('{ shop(id: "1") { owner { __typename ... on Person { first } } } }');
    expect(answer.text).toContain('"data":{"shop":{"owner":null}}');
    expect(codesOf(answer)).toHaveLength(1);
  });
});

it('B3 a document whose hash is asked for is that document, though others were sent under names of properties', async () => {
  const query = '{ __proto__: __typename }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  await graph.ask(query, { extensions });
  const { text } = await graph.post(JSON.stringify({ extensions }));
  expect(text).toBe('{"data":{"__proto__":"Query"}}\n');
});
