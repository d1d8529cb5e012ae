import { parse } from 'graphql';
import { benchmarkSubgraphs } from '../scenario/subgraphs';
import { federationOne } from './federation-one';

const [accounts, inventory] = federationOne(benchmarkSubgraphs).map(({ typeDefs }) => typeDefs);

test('an entity stays with its owner and is extended by the others, which do not own its key', () => {
  expect(accounts).toContain('\ntype User @key(fields: "id") {\n  id: ID!\n');
  expect(inventory).toContain('extend type Product @key(fields: "upc") {\n  upc: String! @external\n');
});

test('nothing is left of Federation 2', () => {
  for (const { typeDefs } of federationOne(benchmarkSubgraphs)) {
    parse(typeDefs);
    expect(typeDefs).not.toMatch(/@link|@shareable/);
  }
});
