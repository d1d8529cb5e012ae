import { hostileGraph, json } from './hostile-graph';

const graph = hostileGraph();
const query = '{ kept users { id name score } }';
const malformed = 'SUBREQUEST_MALFORMED_RESPONSE';

const none = [
  { id: '1', name: null, score: null },
  { id: '2', name: null, score: null },
];
const everywhere = (code: string) =>
  [0, 1].flatMap((index) => ['name', 'score'].map((name) => `${code} users ${index} ${name}`));

test.each([
  ['null', '{"_entities":null}'],
  ['a string', '{"_entities":"[{}]"}'],
  ['a number', '{"_entities":2}'],
  ['an object', '{"_entities":{"0":{"name":"x"},"length":2}}'],
  ['a list of lists', '{"_entities":[[{"name":"x"}],[{"name":"y"}]]}'],
  ['a list of strings', '{"_entities":["x","y"]}'],
  ['an empty list', '{"_entities":[]}'],
  ['empty objects', '{"_entities":[{},{}]}'],
  ['objects that only inherit', '{"_entities":[{"__proto__":{"name":"x"}},{"constructor":{"name":"y"}}]}'],
  ['something else', '{"entities":[{"name":"x"},{"name":"y"}]}'],
  ['the same without its list', '{"name":"x","score":1}'],
])('%s for entities: each field has its error', async (_, data) => {
  expect(await graph.ask(query, json(`{"data":${data}}`))).toEqual({
    data: { kept: 'kept', users: none },
    faults: everywhere(malformed),
  });
});

test('no client is given more entities than were asked for, nor the key that comes back', async () => {
  const body = {
    data: { _entities: [1, 2, 3, 4].map((score) => ({ id: `other ${score}`, name: 'x', score })) },
  };
  expect(await graph.ask(query, json(body))).toEqual({
    data: {
      kept: 'kept',
      users: [
        { id: '1', name: 'x', score: 1 },
        { id: '2', name: 'x', score: 2 },
      ],
    },
    faults: [],
  });
});

test('a million entities for two', async () => {
  const body = `{"data":{"_entities":[${'{},'.repeat(1_000_000)}null]}}`;
  expect(await graph.ask(query, json(body))).toEqual({
    data: { kept: 'kept', users: none },
    faults: everywhere(malformed),
  });
});

test('fields of wrong types are lost alone', async () => {
  const body = {
    data: {
      _entities: [
        { name: 7, score: 1 },
        { name: 'x', score: '1' },
      ],
    },
  };
  expect(await graph.ask(query, json(body))).toEqual({
    data: {
      kept: 'kept',
      users: [
        { id: '1', name: null, score: 1 },
        { id: '2', name: 'x', score: null },
      ],
    },
    faults: [`${malformed} users 0 name`, `${malformed} users 1 score`],
  });
});

test.each<[string, readonly unknown[]]>([
  ['of the list', ['_entities']],
  ['of an index beyond the list', ['_entities', 9]],
  ['of an index that is negative', ['_entities', -1, 'name']],
  ['of an index that is no number', ['_entities', 'length']],
  ['of a name of JavaScript', ['_entities', 0, '__proto__']],
  ['of 10,000 steps', ['_entities', ...Array.from({ length: 10_000 }, () => 0)]],
])('an error %s with no data stands at every field', async (_, path) => {
  const errors = [{ message: 'No.', path, extensions: { code: 'RATE_LIMITED' } }];
  expect(await graph.ask(query, json({ data: null, errors }))).toEqual({
    data: { kept: 'kept', users: none },
    faults: everywhere('RATE_LIMITED'),
  });
});
