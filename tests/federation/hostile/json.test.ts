import { hostileGraph, json } from './hostile-graph';

const graph = hostileGraph();
const query = '{ kept thing { name tags } }';
const nothing = { kept: 'kept', thing: null };
const malformed = ['SUBREQUEST_MALFORMED_RESPONSE thing'];

test.each([
  '[]',
  '[{"data":{"thing":null}}]',
  '"x"',
  '1',
  'true',
  'null',
  '{}',
  '{"data":1}',
  '{"data":"x"}',
  '{"data":[]}',
  '{"data":null}',
  '{"data":null,"errors":null}',
  '{"data":null,"errors":[]}',
  '{"errors":[]}',
  '{"data":{"thing":null},"errors":{}}',
  '{"data":{"thing":null},"errors":"x"}',
  '{"Data":{"thing":null}}',
  "{'data':{}}",
  '{"data":{"thing":{"name":NaN}}}',
  '{"data":{},}',
])('JSON that is no GraphQL answer: %s', async (body) => {
  expect(await graph.ask(query, json(body))).toEqual({ data: nothing, faults: malformed });
});

test.each([
  ['lists', '['],
  ['objects', '{"a":'],
])('100,000 %s in each other', async (_, open) => {
  const close = open === '[' ? ']' : '}';
  const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
  for (const body of [
    deep,
    `{"data":{"thing":${deep}}}`,
    `{"data":{"thing":{"name":"x"}},"errors":[{"message":"x","path":${deep}}]}`,
    `{"data":{"thing":{"name":"x"}},"extensions":{"a":${deep}}}`,
    `{"data":${open.repeat(100_000)}`,
  ]) {
    expect(await graph.ask(query, json(body))).toEqual({ data: nothing, faults: malformed });
  }
});

test('of a key that comes twice the last counts, as everywhere', async () => {
  const body = '{"data":{"thing":{"name":"a","name":"b","tags":[]},"thing":{"name":"c","tags":["d"]}}}';
  expect(await graph.ask(query, json(body))).toEqual({
    data: { kept: 'kept', thing: { name: 'c', tags: ['d'] } },
    faults: [],
  });
});

test('text is handed on as it is: lone surrogates, NUL, line separators', async () => {
  const tags = ['\ud800', '\udfff\ud800', '\u0000', '\u2028\u2029', '\\u0041', '</script>', '\u{1f600}'];
  const body = { data: { thing: { name: '\u0000', tags } } };
  expect(await graph.ask(query, json(body))).toEqual({
    data: { kept: 'kept', thing: { name: '\u0000', tags } },
    faults: [],
  });
});

test('bytes that are not UTF-8 do not come through as bytes', async () => {
  const body = Buffer.from('{"data":{"thing":{"name":"\xff\xc0","tags":[]}}}', 'latin1');
  const asked = await graph.ask(query, (response) => void response.end(body));
  expect(asked).toEqual({ data: { kept: 'kept', thing: { name: '\ufffd\ufffd', tags: [] } }, faults: [] });
});

test.each([
  '{"data":{"thing":{"__proto__":{"name":"x","tags":[]},"constructor":null,"toString":1}}}',
  '{"data":{"thing":{"__proto__":null,"hasOwnProperty":1,"valueOf":"x"}}}',
])('names that mean something to JavaScript mean nothing here: %s', async (body) => {
  expect(await graph.ask(query, json(body))).toEqual({
    data: { kept: 'kept', thing: { name: null, tags: null } },
    faults: ['SUBREQUEST_MALFORMED_RESPONSE thing name', 'SUBREQUEST_MALFORMED_RESPONSE thing tags'],
  });
  expect(({} as Record<string, unknown>).name).toBeUndefined();
});

test.each(['__proto__', 'constructor', 'prototype'])('%s beside the data', async (name) => {
  const body = `{"data":{"thing":{"name":"x","tags":null}},"${name}":{"data":{},"errors":[{"message":"x"}]}}`;
  expect(await graph.ask(query, json(body))).toEqual({
    data: { kept: 'kept', thing: { name: 'x', tags: null } },
    faults: [],
  });
  expect(await graph.ask(query, json(`{"${name}":{"data":{"thing":null}}}`))).toEqual({
    data: nothing,
    faults: malformed,
  });
});

test('what was not asked for is not handed on', async () => {
  const body = {
    data: {
      thing: { name: 'x', tags: ['y'], secret: 's', inner: { must: 1 } },
      secret: { id: 's' },
      must: {},
    },
    extensions: { tracing: { sql: 'SELECT * FROM secrets' } },
  };
  expect(await graph.ask(query, json(body))).toEqual({
    data: { kept: 'kept', thing: { name: 'x', tags: ['y'] } },
    faults: [],
  });
});
