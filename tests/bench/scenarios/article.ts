import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../folders';
import { type LoadedOperation } from '../load/load-calls';
import { cpuMsOf, findInFamily } from '../measure/proc';
import { percentile, spread, type Spread } from '../measure/statistics';
import { withSpread } from '../report/numbers';
import { type Session } from '../session';
import { startStack } from '../stack';
import { type Scenario } from './scenario';

const slug = 'the-quiet-return-of-the-night-train';

interface Round {
  readonly cpuMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requestsPerSecond: number;
}
interface Result {
  readonly connections: number;
  readonly cpuMs: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  readonly requestsPerSecond: Spread;
}

export const article: Scenario = {
  name: 'article',
  about: 'the page of an article from the whole system with its databases; ours alone',
  run: async (session) => {
    const stack = await startStack(session.world);
    const gateway = findInFamily(stack.pid, join('gateway', 'dist', 'main.js'));
    const operation = articlePage();
    await load(session, stack.url, gateway, { connections: 10, requests: session.options.warmUp, operation });
    const results: Result[] = [];
    for (const connections of [1, 50]) {
      const rounds: Round[] = [];
      for (let round = 1; round <= Math.min(session.options.rounds, 3); round++) {
        const { requests } = session.options;
        rounds.push(await load(session, stack.url, gateway, { connections, requests, operation }));
      }
      const of = (value: (round: Round) => number) => spread(rounds.map(value));
      results.push({
        connections,
        cpuMs: of(({ cpuMs }) => cpuMs),
        p50Ms: of(({ p50Ms }) => p50Ms),
        p99Ms: of(({ p99Ms }) => p99Ms),
        requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
      });
      session.progress(
        `article page at ${connections} connections: ${withSpread(results.at(-1)!.cpuMs)} ms CPU`,
      );
    }
    await stack.stop();
    return {
      title: 'ArticlePage through the whole system',
      notes: [
        'As a guest, through npm start with demo data on the embedded PostgreSQL; CPU of the gateway alone. Services and',
        'database share the machine, so latency and requests/s are those of everything on it.',
      ],
      tables: [
        {
          columns: ['connections', 'gateway CPU ms/request', 'p50 ms', 'p99 ms', 'requests/s'],
          rows: results.map(({ connections, cpuMs, p50Ms, p99Ms, requestsPerSecond }) => [
            String(connections),
            ...[cpuMs, p50Ms, p99Ms, requestsPerSecond].map(withSpread),
          ]),
        },
      ],
      data: results,
    };
  },
};

/** The page's operation as the typed client has it. */
function articlePage(): LoadedOperation {
  const file = join(repository, 'schema', 'client', 'src', 'generated', 'persisted-documents.json');
  const documents = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  const query = documents.find((text) => text.startsWith('query ArticlePage('));
  if (!query) throw new Error(`${file} has no ArticlePage.`);
  return { body: JSON.stringify({ query, variables: { slug } }) };
}

async function load(
  { world }: Session,
  url: string,
  gateway: number,
  { operation, ...rest }: { connections: number; requests: number; operation: LoadedOperation },
): Promise<Round> {
  const before = cpuMsOf(gateway);
  const { latencies, wallMs, wrong, firstWrong } = await world.load({
    url,
    operations: [operation],
    ...rest,
  });
  const cpuMs = (cpuMsOf(gateway) - before) / rest.requests;
  if (wrong > 0) throw new Error(`${wrong} wrong article pages, the first ${firstWrong}`);
  return {
    cpuMs,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    requestsPerSecond: (rest.requests / wallMs) * 1_000,
  };
}
