import { hostileGraph, json } from './hostile-graph';

const graph = hostileGraph();

/** Names that do not say which of its types an object is. */
const lies = [
  ['of a type that is no member', '"User"'],
  ['of a type that nobody knows', '"Nowhere"'],
  ['of a type that nobody may see', '"Secret"'],
  ['of the root', '"Query"'],
  ['of a scalar', '"Int"'],
  ['of an enum', '"Color"'],
  ['of introspection', '"__Type"'],
  ['of the join machinery', '"join__Graph"'],
  ['of JavaScript', '"__proto__"'],
  ['in other case', '"seen"'],
  ['that is empty', '""'],
] as const;
const noNames = [
  ['that is a number', '7'],
  ['that is null', 'null'],
  ['that is true', 'true'],
  ['that is an object', '{"name":"Seen"}'],
  ['that is a list', '["Seen"]'],
] as const;

/** Where the error stands: a wrong name is the object's; where there is none, what needs to know it fails. */
const casesAt = (noName: string) => [
  ...lies.map((lie) => [...lie, ''] as const),
  ...noNames.map((lie) => [...lie, noName] as const),
];

describe.each([
  ['an interface', 'node', 'id', ' __typename'],
  ['a union', 'item', '... on Seen { id }', ''],
])('an object behind %s with a __typename', (_, name, selection, noName) => {
  test.each(casesAt(noName))('%s is an error', async (__, typename, at) => {
    const body = json(`{"data":{"${name}":{"__typename":${typename},"id":"1"}}}`);
    expect(await graph.ask(`{ kept ${name} { __typename ${selection} } }`, body)).toEqual({
      data: { kept: 'kept', [name]: null },
      faults: [`SUBREQUEST_MALFORMED_RESPONSE ${name}${at}`],
    });
  });
});

test.each(casesAt(' __typename'))(
  'what an interface object really is, with a __typename %s, is an error',
  async (_, typename, at) => {
    const body = json(
      `{"data":{"_entities":[{"__typename":${typename},"title":"x"},{"__typename":"Song","title":"y"}]}}`,
    );
    expect(await graph.ask('{ kept media { __typename views title } }', body)).toEqual({
      data: { kept: 'kept', media: [null, { __typename: 'Song', views: 9, title: 'y' }] },
      faults: [`SUBREQUEST_MALFORMED_RESPONSE media 0${at}`],
    });
  },
);

test.each([...lies, ...noNames])(
  'where there is one type only, a __typename %s changes nothing',
  async (_, typename) => {
    const body = json(`{"data":{"thing":{"__typename":${typename},"name":"x","inner":null}}}`);
    expect(await graph.ask('{ kept thing { __typename name inner { __typename } } }', body)).toEqual({
      data: { kept: 'kept', thing: { __typename: 'Thing', name: 'x', inner: null } },
      faults: [],
    });
  },
);
