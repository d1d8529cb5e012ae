import { gatewayConfigSchema } from './gateway-config';
import { publicUrl, secretPaths, withoutSecrets } from './secret';
import { type Schema, settingsIn } from './setting-schemas';

const told = 'THE-SECRET';

/** A value with the secret at the path, whatever the schema wants there. */
const valueWith = (path: readonly string[]): unknown =>
  path.reduceRight<unknown>((inner, name) => ({ [name === '*' ? 'any' : name]: inner }), told);

function allPaths(schema: Schema, path: readonly string[] = []): readonly (readonly string[])[] {
  return [path, ...[...settingsIn(schema)].flatMap(([name, inner]) => allPaths(inner, [...path, name]))];
}

it.each(secretPaths(gatewayConfigSchema).map((path) => [path.join('.'), path] as const))(
  'nobody sees the value of %s',
  (_, path) => {
    expect(JSON.stringify(valueWith(path))).toContain(told);
    expect(JSON.stringify(withoutSecrets(gatewayConfigSchema, valueWith(path)))).not.toContain(told);
  },
);

/** Settings whose names sound like secrets, and which are none. */
const open = new Set([
  'subgraphs.*.requestHeaders',
  'subgraphs.*.responseHeaders',
  'cache.subgraphs.*.ignoreHeaders',
  'playground.signIn.tokenPath',
  'limits.tokens',
]);

it('what sounds like a secret is one, or is known to be none', () => {
  const secret = secretPaths(gatewayConfigSchema).map((path) => path.join('.'));
  const isHidden = (name: string) => secret.some((one) => name === one || one.startsWith(`${name}.`));
  const sounding = allPaths(gatewayConfigSchema)
    .filter((path) => /secret|password|token(?!s\.)|keys?$|credential|headers$/i.test(path.at(-1) ?? ''))
    .map((path) => path.join('.'));
  expect(sounding).toEqual(expect.arrayContaining(['signing.keys', 'supergraph.headers']));
  expect(sounding.filter((name) => !isHidden(name) && !open.has(name))).toEqual([]);
});

it('a secret in a list or a mapping is hidden, and what stands beside it is not', () => {
  const value = {
    supergraph: { url: 'https://cdn.example/a', headers: { authorization: told, 'x-key': told } },
    playground: { personas: [{ name: 'Milo', variables: { password: told } }] },
  };
  expect(withoutSecrets(gatewayConfigSchema, value)).toEqual({
    supergraph: {
      url: 'https://cdn.example/a',
      headers: { authorization: '[secret]', 'x-key': '[secret]' },
    },
    playground: { personas: [{ name: 'Milo', variables: '[secret]' }] },
  });
});

it.each([
  ['redis://user:pass@127.0.0.1:6379/1', 'redis://[secret]@127.0.0.1:6379/1'],
  ['redis://:p@ss@127.0.0.1:6379', 'redis://[secret]@127.0.0.1:6379'],
  ['https://cdn.example/s.graphql?signature=x', 'https://cdn.example/s.graphql?[secret]'],
  ['https://cdn.example/s.graphql', 'https://cdn.example/s.graphql'],
  ['no URL: a@b?c', 'no URL: a@b?c'],
])('%s is shown as %s', (url, shown) => {
  expect(publicUrl(url)).toBe(shown);
});
