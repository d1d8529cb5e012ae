import { headers } from '@nutgraf/contract/headers';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { Client } from 'pg';
import { slugs } from '../support/article-page';
import { send, signPost } from '../support/subgraph-client';
import { TestGraph, type GraphAnswer } from '../support/test-graph';
import { until } from '../support/until';

let graph: TestGraph;
/** Holds the lock that content's statements wait for. */
let holder: Client;
/** Looks on: within a transaction `pg_stat_activity` stands still. */
let onlooker: Client;
beforeAll(async () => {
  graph = await TestGraph.start();
  const { url } = graph.services.content.database;
  holder = new Client({ connectionString: url });
  onlooker = new Client({ connectionString: url });
  await Promise.all([holder.connect(), onlooker.connect()]);
});
afterAll(async () => {
  await Promise.all([holder.end(), onlooker.end()]);
  await graph[Symbol.asyncDispose]();
});

const query = `query ($first: Int!) {
  articles(first: $first) { nodes { title comments(first: 3) { nodes { id } } } }
}`;

/** Nobody reads comments meanwhile. */
async function whileCommentsAreLocked(work: () => Promise<void>): Promise<void> {
  await holder.query('BEGIN; LOCK TABLE comment');
  try {
    await work();
  } finally {
    await holder.query('ROLLBACK');
  }
}

/** Statements of the content service that run now. */
async function running(): Promise<number> {
  const { rows } = await onlooker.query<{ running: number }>(
    `SELECT count(*)::int AS running FROM pg_stat_activity
     WHERE application_name = 'content' AND datname = current_database() AND state <> 'idle'`,
  );
  return rows[0]!.running;
}
const someRun = () => until(running, (count) => count > 0, 5_000);
const noneRuns = () => until(running, (count) => count === 0, 1_500);

function ask(first: number, signal?: AbortSignal): Promise<Pick<GraphAnswer, 'data' | 'errors'>> {
  return fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { first } }),
    ...(signal && { signal }),
  }).then((response) => response.json() as Promise<GraphAnswer>);
}

test('the SQL of a client who leaves ends, while what it waits for is still held', async () => {
  await whileCommentsAreLocked(async () => {
    const leaving = new AbortController();
    const answer = ask(1, leaving.signal).catch((error: Error) => error.name);
    await someRun();
    leaving.abort();
    expect(await answer).toBe('AbortError');
    await noneRuns();
  });
  expect((await ask(1)).errors).toBeUndefined();
});

test('the SQL for which the gateway waits no longer ends, and the client gets the rest with an error', async () => {
  const page = `query ($slug: String!) {
    article(by: { slug: $slug }) { title comments(first: 3) { nodes { id } } }
    plans { code }
  }`;
  await whileCommentsAreLocked(async () => {
    const { data, errors } = await graph.ask(page, { slug: slugs.public });
    expect(data).toMatchObject({ article: null, plans: [{}, {}, {}] });
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['article'], 'SUBREQUEST_TIMEOUT'],
    ]);
    await noneRuns();
  });
  expect((await graph.ask(page, { slug: slugs.public })).errors).toEqual([]);
});

test('a service gives up by itself when the time is over that the gateway gave it', async () => {
  const keys = parseSigningKeys(graph.secrets.signingKeys);
  const signed = signPost(graph.services.content.url, 'content', keys, { query, variables: { first: 1 } });
  const late = { ...signed, headers: { ...signed.headers, [headers.deadline]: '300' } };
  await whileCommentsAreLocked(async () => {
    const answer = send(late);
    await someRun();
    await noneRuns();
    const { status, data, errors } = await answer;
    expect([status, data]).toMatchObject([200, null]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
  });
});

test('when half of 200 leave, the others get whole answers', async () => {
  const requests = Array.from({ length: 200 }, (_, number) => ({
    first: 1 + (number % 40),
    leaving: number % 2 === 0 ? new AbortController() : undefined,
  }));
  let answers: Promise<unknown>[] = [];
  await whileCommentsAreLocked(async () => {
    answers = requests.map(({ first, leaving }) => ask(first, leaving?.signal).catch(() => 'left'));
    await someRun();
    for (const { leaving } of requests) leaving?.abort();
  });
  const ended = await Promise.all(answers);
  for (const [index, { first, leaving }] of requests.entries()) {
    if (leaving) expect(ended[index]).toBe('left');
    else {
      const { data, errors } = ended[index] as GraphAnswer;
      expect(errors).toBeUndefined();
      expect((data?.articles as { nodes: unknown[] }).nodes).toHaveLength(first);
    }
  }
  await noneRuns();
});
