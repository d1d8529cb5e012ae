import { parseConfig, type GatewayConfigInput } from './gateway-config';

const { NODE_ENV } = process.env;
afterEach(() => {
  process.env.NODE_ENV = NODE_ENV;
});

const signIn = {
  document: 'mutation ($as: String) { signIn(as: $as) { token } }',
  tokenPath: 'signIn.token',
};
const personas = [{ name: 'Milo', about: 'a member', variables: { as: 'milo' } }];

const read = (playground: GatewayConfigInput['playground']) => parseConfig({ playground }).playground;
const inProduction = (playground: GatewayConfigInput['playground']) => {
  process.env.NODE_ENV = 'production';
  return read(playground);
};

test('without settings there is a playground, but not in production', () => {
  const settings = { title: 'GraphQL playground', personas: [], tabs: [] };
  expect(read(undefined)).toEqual({ enabled: true, ...settings });
  expect(inProduction(undefined)).toEqual({ enabled: false, ...settings });
  expect(inProduction({ enabled: true, title: 'Try it' })).toMatchObject({ enabled: true, title: 'Try it' });
});

test('variables of a tab may be written as a mapping or as text', () => {
  const tabs = [
    { title: 'a', query: '{ a }', variables: { x: 1 } },
    { title: 'b', query: '{ b }', variables: '{ "x": 1 }' },
  ];
  expect(read({ tabs }).tabs.map(({ variables }) => variables)).toEqual(['{\n  "x": 1\n}', '{ "x": 1 }']);
});

test('personas are refused in production, unless the playground is off', () => {
  const refusal =
    '"playground.personas" is wrong: anyone could sign in as them; in production leave them out, or set playground.enabled to false.';
  expect(() => inProduction({ signIn, personas })).toThrow(refusal);
  expect(() => inProduction({ enabled: true, signIn, personas })).toThrow(refusal);
  expect(inProduction({ enabled: false, signIn, personas }).enabled).toBe(false);
});

test.each([
  [{ personas }, '"playground.personas" is wrong: they need playground.signIn.'],
  [
    { signIn: { ...signIn, document: 'mutation {' } },
    '"playground.signIn.document" is wrong: expected a GraphQL document.',
  ],
  [
    { signIn, personas: [...personas, ...personas] },
    '"playground.personas" is wrong: "Milo" is the name of two of them.',
  ],
  [
    { signIn, personas: [{ name: 'Guest' }] },
    '"playground.personas" is wrong: "Guest" is the name of two of them.',
  ],
  [
    { tabs: [{ title: 'a', query: '{ a }', persona: 'Nobody' }] },
    '"playground.tabs.0.persona" is wrong: there is no persona "Nobody".',
  ],
  [
    { tabs: [1, 2].map((x) => ({ title: 'a', query: `{ x(n: ${x}) }` })) },
    '"playground.tabs" is wrong: "a" is the title of two of them.',
  ],
])('refuses %j and says why', (playground, refusal) => {
  expect(() => read(playground)).toThrow(refusal);
});
