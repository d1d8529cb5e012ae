import { createGateway, type Gateway } from '@nutgraf/gateway';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { ask, faults } from '@nutgraf/gateway/http/fixtures/client';
import { Latch } from '@nutgraf/gateway/http/fixtures/latch';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';

// Whatever an answer turns out to be, what was asked for it is not asked a second time.
const cleanup = new Cleanup();
let orders: TestSubgraph;
let stock: TestSubgraph;
let gateway: Gateway;
/** Until it opens, stock answers nobody. */
let stockMay: Latch;
let left = 3;

beforeAll(async () => {
  orders = cleanup.add(
    await startSubgraph(
      'orders',
      `type Query { order: Order }
       type Mutation { buy: Order }
       type Order @key(fields: "id") { id: ID! total: Int }`,
      { Query: { order: () => ({ id: '1', total: 5 }) }, Mutation: { buy: () => ({ id: '1', total: 5 }) } },
    ),
  );
  stock = cleanup.add(
    await startSubgraph(
      'stock',
      `type Query { left: Int }
       type Mutation { take: Int }
       type Order @key(fields: "id") { id: ID! isThere: Boolean }`,
      {
        Query: { left: () => stockMay.opened.then(() => left) },
        Mutation: { take: () => (left -= 1) },
        Order: { __resolveReference: ({ id }: { id: string }) => ({ id, isThere: true }) },
      },
    ),
  );
  const supergraph = compose([orders, stock]);
  gateway = cleanup.add(await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' } }));
});
afterAll(cleanup.run);

beforeEach(() => {
  stockMay = new Latch();
  left = 3;
  delete orders.sends.body;
  orders.requests.length = stock.requests.length = 0;
});

const error = { message: 'Slow.', path: ['buy', 'total'], extensions: { code: 'SLOW' } };
const order = '"buy":{"__typename":"Order","total":5,"id":"1"}';

test.each([
  [
    'has an error beside its data',
    `{"data":{${order}},"errors":[${JSON.stringify(error)}]}`,
    ['SLOW buy total'],
  ],
  ['is written in another way', ` {"data" : { ${order} } } `, []],
  [
    'is of another type',
    `{"data":{${order.replace('5', '"5"')}}}`,
    ['SUBREQUEST_MALFORMED_RESPONSE buy total'],
  ],
  ['is no answer', 'Oops', ['SUBREQUEST_MALFORMED_RESPONSE buy']],
])('a mutation whose answer %s has happened once, and so has the next one', async (_, body, told) => {
  orders.sends.body = body;
  const answer = await ask(gateway.url, 'mutation { buy { total isThere } take }');
  expect(faults(answer)).toEqual(told);
  expect(answer.data?.take).toBe(2);
  expect(left).toBe(2);
  expect(orders.requests).toHaveLength(1);
  // The order's other half, where there is an order, and what was taken.
  expect(stock.requests).toHaveLength(answer.data?.buy === null ? 1 : 2);
});

test('what is under way elsewhere while an answer turns out to be wrong is not asked for again', async () => {
  orders.sends.body = '{"data":{"order":{"total":"wrong"}}}';
  const asked = ask(gateway.url, '{ order { total } left }');
  // Only when the wrong answer was read the other may come: a second order, answered later, proves that it was.
  const second = await ask(gateway.url, '{ order { total } }');
  expect(faults(second)).toEqual(['SUBREQUEST_MALFORMED_RESPONSE order total']);
  stockMay.open();
  const answer = await asked;
  expect(answer.data).toEqual({ order: { total: null }, left: 3 });
  expect(faults(answer)).toEqual(['SUBREQUEST_MALFORMED_RESPONSE order total']);
  expect(stock.requests).toHaveLength(1);
  expect(orders.requests).toHaveLength(2);
});
