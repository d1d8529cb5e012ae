import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { budgetCases, type BudgetCaller, type BudgetCase } from '../support/budget-cases';
import { costOf, objectsIn, type Cost } from '../support/budget-measure';
import { differences, readTable, surplus, writeTable, type Budget } from '../support/budget-table';
import { addMoreData } from '../support/more-data';
import { clientManifest, TestGraph } from '../support/test-graph';
import { until } from '../support/until';

const tableFile = join(__dirname, 'statement-budget.json');
const shortPage = 2;
const longPage = 30;

/** The text of each operation of the typed client, by name. */
const operations = new Map(
  Object.values(JSON.parse(readFileSync(clientManifest, 'utf8')) as Record<string, string>).map(
    (text) => [/^(?:query|mutation) (\w+)/.exec(text)?.[1] ?? text, text] as const,
  ),
);

let little: TestGraph;
let much: TestGraph;
const tokens = new Map<TestGraph, string>();
beforeAll(async () => {
  little = await TestGraph.start();
  much = await TestGraph.start({}, 3);
  await addMoreData(much);
  for (const graph of [little, much]) {
    await knowsBilling(graph);
    tokens.set(graph, await graph.signIn('member'));
  }
}, 180_000);
afterAll(async () => {
  await little[Symbol.asyncDispose]();
  await much[Symbol.asyncDispose]();
});

/** Until content has taken over what billing has published: that, too, is SQL. */
async function knowsBilling({ services: { billing, content } }: TestGraph): Promise<void> {
  const end = await valueOf(billing.database.url, 'SELECT max(position)::text AS value FROM outbox');
  await until(
    () => valueOf(content.database.url, 'SELECT max(position)::text AS value FROM event_cursor'),
    (position) => position === end,
    10_000,
  );
}

async function valueOf(url: string, sql: string): Promise<string | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ value: string | null }>(sql)).rows[0]?.value ?? null;
  } finally {
    await client.end();
  }
}

interface Run {
  readonly name: string;
  readonly text: string;
  readonly caller: BudgetCaller;
  readonly operation: BudgetCase;
}

const runs = [...operations].flatMap(([name, text]) => {
  const operation = budgetCases[name];
  return (operation?.callers ?? []).map((caller): Run => ({ name, text, caller, operation: operation! }));
});

async function measure(graph: TestGraph, { text, caller, operation }: Run, pageSize: number): Promise<Cost> {
  const variables = await operation.variables(pageSize, graph);
  const own = operation.endsSession ? () => graph.signIn('member') : () => tokens.get(graph);
  const token = caller === 'member' ? await own() : undefined;
  const cost = await costOf(graph, () => graph.ask(text, variables, token));
  const isRefused = caller === 'guest' && operation.refusesGuests;
  expect(cost.answer.errors.map(({ extensions }) => extensions.code)).toEqual(
    isRefused ? ['UNAUTHENTICATED'] : [],
  );
  return cost;
}

/** What is wrong with an operation whatever the table says. */
function growth(title: string, small: Cost, large: Cost): string[] {
  const more = surplus(large.statements, small.statements);
  return [
    ...more.map((sql) => `${title}: grows with data: ${sql}`),
    ...(small.requests === large.requests
      ? []
      : [`${title}: requests grow with data from "${small.requests}" to "${large.requests}".`]),
  ];
}

/** Rows are read to be shown: in each service one for each object of the answer, and one for each statement to look ahead. */
function surplusRows(title: string, { answer, services }: Cost): string[] {
  const shown = objectsIn(answer.data);
  return services
    .filter(({ rows, statements }) => rows > shown + statements.length)
    .map(({ name, rows }) => `${title}: ${name} reads ${rows} rows for an answer of ${shown} objects.`);
}

test('every operation of the typed client has a budget', () => {
  expect(Object.keys(budgetCases).sort()).toEqual([...operations.keys()].sort());
});

test('operations ask as much of the services and of PostgreSQL as the table says, however much data there is', async () => {
  const measured: Record<string, Budget> = {};
  const problems: string[] = [];
  for (const run of runs) {
    const title = `${run.name} as ${run.caller}`;
    const small = await measure(little, run, shortPage);
    const crowded = await measure(much, run, shortPage);
    const large = await measure(much, run, longPage);
    problems.push(...growth(title, small, crowded), ...growth(title, crowded, large));
    for (const cost of [small, crowded, large]) problems.push(...surplusRows(title, cost));
    const { requests, rows: rowsSmall, statements } = small;
    measured[title] = { requests, rowsSmall, rowsLarge: large.rows, statements };
  }
  if (process.env.UPDATE_BUDGET) await writeTable(tableFile, measured);
  expect([...problems, ...differences(measured, await readTable(tableFile))]).toEqual([]);
}, 180_000);
