import { type DocumentNode, getOperationAST, parse, print } from 'graphql';
import { compose } from '../http/fixtures/subgraph';
import { emptyPlan } from '../plan/query-plan';
import { loadSupergraph } from '../plan/supergraph/supergraph';
import { AccessRules } from './access-rules';
import { DocumentStore } from './document-store';
import { OperationStore } from './operation-store';

const supergraph = loadSupergraph(
  compose([{ name: 'one', url: 'http://127.0.0.1:1', typeDefs: 'type Query { open: Int }' }]),
);
const rules = new AccessRules(supergraph.schema);
const anonymous = { kind: 'anonymous' } as const;
const comment = '#'.repeat(50_000);

function startStore(maxBytes: number) {
  const plan = jest.fn((_: DocumentNode) => Promise.resolve(emptyPlan));
  const store = new OperationStore({ ...supergraph, rules, planner: { plan } }, maxBytes);
  const prepare = (text: string, operationName?: string, variables = {}) => {
    const document = parse(text);
    const operation = getOperationAST(document, operationName)!;
    return store.prepare(
      store.templateOf({ hash: text, document, operation }),
      anonymous,
      new Set(),
      variables,
    );
  };
  return { plan, prepare };
}

const aliased = (name: string) =>
  `{ ${Array.from({ length: 100 }, (_, i) => `${name}${i}: open`).join(' ')} }`;

it('prepares an operation once, however many ask at once', async () => {
  const { plan, prepare } = startStore(1_000_000);
  await Promise.all([prepare('{ open }'), prepare('{ open }')]);
  await prepare('{ open }');
  expect(plan).toHaveBeenCalledTimes(1);
});

it('prepares an operation once for each way in which variables decide on its fields', async () => {
  const { plan, prepare } = startStore(1_000_000);
  const text = 'query ($yes: Boolean!, $other: Int) { open @include(if: $yes) }';
  for (const variables of [
    { yes: true },
    { yes: false },
    { yes: true, other: 1 },
    { yes: false, other: 2 },
  ]) {
    await prepare(text, undefined, variables);
  }
  expect(plan).toHaveBeenCalledTimes(2);
});

it('tries again what failed', async () => {
  const { plan, prepare } = startStore(1_000_000);
  plan.mockRejectedValueOnce(new Error('Out of luck.'));
  await expect(prepare('{ open }')).rejects.toThrow('Out of luck.');
  await prepare('{ open }');
  expect(plan).toHaveBeenCalledTimes(2);
});

it('keeps as many operations as memory allows', async () => {
  const { plan, prepare } = startStore(1_000_000);
  for (let count = 0; count < 30; count += 1) await prepare(aliased(`a${count}_`));
  await prepare(aliased('a29_'));
  expect(plan).toHaveBeenCalledTimes(30);
  await prepare(aliased('a0_'));
  expect(plan).toHaveBeenCalledTimes(31);
});

it('holds on to nothing of a text but the operation', async () => {
  const { prepare } = startStore(1_000_000);
  const text = `query A { ...F } query B { open } fragment F on Query { open } ${comment}`;
  const { template, heldBytes } = await prepare(text, 'A');
  expect(print(template.document)).toBe('query A {\n  ...F\n}\n\nfragment F on Query {\n  open\n}');
  expect(template.operation).toBe(template.document.definitions[0]);
  expect(template.operation).not.toHaveProperty('loc');
  expect(heldBytes).toBeLessThan(10_000);
});

describe('the store of documents', () => {
  it('gives back what it was given, without its text', async () => {
    const store = new DocumentStore(100_000);
    await store.set('a', parse(`{ open } ${comment}`));
    const document = await store.get('a');
    expect(document && print(document)).toBe('{\n  open\n}');
    expect(document?.definitions[0]).not.toHaveProperty('loc');
    expect(await store.get('b')).toBeUndefined();
  });

  it('keeps as many as memory allows', async () => {
    const store = new DocumentStore(1_000_000);
    for (let count = 0; count < 30; count += 1) await store.set(`${count}`, parse(aliased(`a${count}_`)));
    expect(await store.get('29')).toBeDefined();
    expect(await store.get('0')).toBeUndefined();
  });
});
