import { RetryBudget } from './retry-budget';

function spendAll(budget: RetryBudget): number {
  let spent = 0;
  while (budget.spend()) spent += 1;
  return spent;
}

test('ten retries are free, then an eighth of the requests', () => {
  const budget = new RetryBudget(0.125);
  expect(spendAll(budget)).toBe(10);
  for (let request = 0; request < 80; request += 1) budget.earn();
  expect(spendAll(budget)).toBe(10);
});

test('no more than a hundred are saved up', () => {
  const budget = new RetryBudget(0.5);
  for (let request = 0; request < 10_000; request += 1) budget.earn();
  expect(spendAll(budget)).toBe(100);
});

test('without a share there are none', () => {
  expect(new RetryBudget(0).spend()).toBe(false);
});
