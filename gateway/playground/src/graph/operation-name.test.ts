import { operationNameIn } from './operation-name';

test.each([
  ['{ a }', undefined, undefined],
  ['{ a }', 'Old', undefined],
  ['query New { a }', 'Old', 'New'],
  ['query A { a } query B { b }', 'B', 'B'],
  ['query A { a } query B { b }', 'Old', 'A'],
  ['query A { a', 'Old', 'Old'],
  ['fragment F on A { a }', null, undefined],
])('of %j, where %j was asked for, %j runs', (query, wanted, runs) => {
  expect(operationNameIn(query, wanted)).toBe(runs);
});
