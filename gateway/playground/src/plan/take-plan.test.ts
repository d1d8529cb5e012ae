import { takePlan } from './take-plan';

const plan = { text: 'QueryPlan {}', requests: [] };

test('the plan is taken out of the answer, which stays as it was otherwise', () => {
  expect(takePlan({ data: { a: 1 }, extensions: { queryPlan: plan, cost: 3 } })).toEqual({
    body: { data: { a: 1 }, extensions: { cost: 3 } },
    plan,
  });
  expect(takePlan({ data: { a: 1 }, extensions: { queryPlan: plan } })).toEqual({
    body: { data: { a: 1 } },
    plan,
  });
});

test('so is what the cache did', () => {
  const cache = [{ subgraph: 'users', status: 'HIT', types: {} }];
  expect(takePlan({ data: null, extensions: { cache, queryPlan: plan, cost: 3 } })).toEqual({
    body: { data: null, extensions: { cost: 3 } },
    plan,
    cache,
  });
  expect(takePlan({ extensions: { cache } })).toEqual({ body: {}, cache });
});

test('what is no plan stays', () => {
  for (const body of [
    { data: null },
    { extensions: { queryPlan: 'mine' } },
    { extensions: { other: 1 } },
    { extensions: { cache: [1] } },
  ]) {
    expect(takePlan(body)).toEqual({ body });
  }
});
