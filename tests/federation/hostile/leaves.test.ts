import { hostileGraph, json } from './hostile-graph';

const graph = hostileGraph();

const valueOf = (name: string, text: string) =>
  graph.ask(`{ kept values { ${name} } }`, json(`{"data":{"values":{"${name}":${text}}}}`));

test.each([
  ['int', '9007199254740993'],
  ['int', '2147483648'],
  ['int', '-2147483649'],
  ['int', '1e400'],
  ['int', '0.5'],
  ['int', '"7"'],
  ['int', 'true'],
  ['int', '{}'],
  ['int', '[]'],
  ['float', '1e400'],
  ['float', '-1e400'],
  ['float', '"NaN"'],
  ['float', 'false'],
  ['float', '[1.5]'],
  ['string', '7'],
  ['string', '9007199254740993'],
  ['string', 'true'],
  ['string', '["x"]'],
  ['string', '{"toString":"x"}'],
  ['boolean', '0'],
  ['boolean', '"true"'],
  ['boolean', '[true]'],
  ['id', '1.5'],
  ['id', '9007199254740993'],
  ['id', '123456789012345678901234567890'],
  ['id', '-9007199254740992'],
  ['id', '1e400'],
  ['id', 'true'],
  ['id', '["1"]'],
  ['id', '{"__proto__":"1"}'],
  ['color', '"SECRET_COLOR"'],
  ['color', '"__proto__"'],
  ['color', '"constructor"'],
  ['color', '"red"'],
  ['color', '0'],
  ['color', '["RED"]'],
  ['color', '{"RED":"RED"}'],
  ['json', '1e400'],
  ['ints', '"1"'],
  ['ints', '{"0":1,"length":1}'],
  ['things', '{}'],
  ['things', '"x"'],
  ['thing', '[]'],
  ['thing', '"x"'],
  ['thing', '7'],
  ['thing', 'true'],
])('%s does not take %s', async (name, text) => {
  const selected = name.startsWith('thing') ? `${name} { name }` : name;
  const asked = await graph.ask(
    `{ kept values { ${selected} } }`,
    json(`{"data":{"values":{"${name}":${text}}}}`),
  );
  expect(asked).toEqual({
    data: { kept: 'kept', values: { [name]: null } },
    faults: [`SUBREQUEST_MALFORMED_RESPONSE values ${name}`],
  });
});

test.each<[string, string, unknown]>([
  ['int', '-0', 0],
  ['int', '7.0', 7],
  ['int', '-2147483648', -2147483648],
  ['int', '1e3', 1000],
  ['float', '-0', 0],
  ['float', '9007199254740993', 9007199254740992],
  ['float', '1e308', 1e308],
  ['float', '5e-324', 5e-324],
  ['float', '1e-400', 0],
  ['string', '"9007199254740993"', '9007199254740993'],
  ['id', '-0', '0'],
  ['id', '9007199254740991', '9007199254740991'],
  ['id', '"9007199254740993"', '9007199254740993'],
  ['id', '""', ''],
  ['json', '{"__typename":"Secret","__proto__":1}', JSON.parse('{"__typename":"Secret","__proto__":1}')],
  ['json', '[[[]],null,{"a":{}}]', [[[]], null, { a: {} }]],
  ['json', '"9007199254740993"', '9007199254740993'],
  ['json', 'false', false],
])('%s takes %s', async (name, text, value) => {
  const asked = await valueOf(name, text);
  expect(JSON.stringify(asked)).toBe(
    JSON.stringify({ data: { kept: 'kept', values: { [name]: value } }, faults: [] }),
  );
});

test('in a list each item that does not fit has its own error', async () => {
  expect(await valueOf('ints', '[1, "2", null, 2147483648, [5], {}]')).toEqual({
    data: { kept: 'kept', values: { ints: [1, null, null, null, null, null] } },
    faults: [1, 3, 4, 5].map((index) => `SUBREQUEST_MALFORMED_RESPONSE values ints ${index}`),
  });
});
