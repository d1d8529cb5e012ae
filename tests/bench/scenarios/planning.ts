import { type RunningGateway } from '../gateways/running-gateway';
import { type LoadedOperation } from '../load/load-calls';
import { cpuMsOf } from '../measure/proc';
import { median, spread, type Spread } from '../measure/statistics';
import { withSpread } from '../report/numbers';
import { type GraphName, graphs } from '../scenario/graphs';
import { Oracle } from '../scenario/oracle';
import { benchmarkAnswer, benchmarkQuery } from '../scenario/subgraphs';
import { rootFieldOf, wideSelection } from '../scenario/wide-graph';
import { type Session } from '../session';
import { type Scenario } from './scenario';

interface Case {
  readonly title: string;
  readonly graph: GraphName;
  /** In one round. */
  readonly newOperations: number;
  /** A new operation for each number. */
  readonly operation: (index: number) => LoadedOperation;
}

/** For one new operation. */
interface Costs {
  readonly ms: number;
  /** Of the gateway and what it started. */
  readonly cpuMs: number;
}

interface Result {
  readonly graph: string;
  readonly gateway: string;
  readonly ms: Spread;
  readonly cpuMs: Spread;
}

/** Those that take a supergraph; the others compose by themselves. */
const planners = ['nutgraf', 'apollo', 'hive'];

export const planning: Scenario = {
  name: 'planning',
  about: 'what the first answer to a new operation takes more than the next ones',
  run: async (session) => {
    const oracle = new Oracle(graphs.wide());
    const cases: readonly Case[] = [
      { title: "the field's query", graph: 'benchmark', newOperations: 20, operation: typical },
      {
        title: '30 subgraphs, 200 entities',
        graph: 'wide',
        newOperations: 5,
        operation: (index) => wide(index, oracle),
      },
    ];
    const results: Result[] = [];
    for (const one of cases) results.push(...(await measureCase(session, one)));
    return {
      title: 'Preparing a new operation',
      notes: [
        'What the first answer to an operation that was never asked before takes more than a warm answer to it.',
        `Medians of ${session.options.rounds} interleaved rounds.`,
      ],
      tables: [
        {
          columns: ['gateway and operation', 'ms (min-max)', 'CPU ms (min-max)'],
          rows: results.map(({ gateway, graph, ms, cpuMs }) => [
            `${gateway}, ${graph}`,
            withSpread(ms),
            withSpread(cpuMs),
          ]),
        },
      ],
      data: results,
    };
  },
};

function typical(index: number): LoadedOperation {
  const query = benchmarkQuery
    .replace('query TestQuery', `query Planned${index}`)
    .replace('\n  users {', `\n  users${index}: users {`);
  const { users, ...rest } = benchmarkAnswer.data as { readonly users: unknown };
  return { body: JSON.stringify({ query }), data: { [`users${index}`]: users, ...rest } };
}

function wide(index: number, oracle: Oracle): LoadedOperation {
  const query = `query Planned${index} { ${rootFieldOf(index)} { ${wideSelection(5)} } }`;
  return { body: JSON.stringify({ query }), data: oracle.answer(query) };
}

async function measureCase(session: Session, one: Case): Promise<Result[]> {
  const running: RunningGateway[] = [];
  for (const kind of session.kinds.filter(({ name }) => planners.includes(name))) {
    const gateway = await session.start(kind, one.operation(0), { graph: one.graph });
    if (gateway) running.push(gateway);
  }
  const { rounds } = session.options;
  const results = new Map<RunningGateway, Costs[]>(running.map((gateway) => [gateway, []]));
  // The first round, in which the planners' own code is compiled, does not count.
  for (let round = 0; round <= rounds; round++) {
    const fresh = Array.from({ length: one.newOperations }, (_, index) =>
      one.operation(1 + round * one.newOperations + index),
    );
    for (const [gateway, all] of results) {
      const costs = await prepare(session, gateway, [one.operation(0), ...fresh]);
      if (round > 0) all.push(costs);
    }
    session.progress(`round ${round}/${rounds} of new operations: ${one.title}`);
  }
  for (const gateway of running) await session.stop(gateway);
  return [...results].map(([{ kind }, all]) => ({
    graph: one.title,
    gateway: kind.title,
    ms: spread(all.map(({ ms }) => ms)),
    cpuMs: spread(all.map(({ cpuMs }) => cpuMs)),
  }));
}

/** Asks each operation once, and then again; the first one, which is known, opens the connection. */
async function prepare(
  { world }: Session,
  { kind, pid, url }: RunningGateway,
  operations: readonly LoadedOperation[],
): Promise<Costs> {
  const ask = async (times: number) => {
    const before = cpuMsOf(pid);
    const requests = operations.length * times;
    const { latencies, wrong, firstWrong } = await world.load({ url, connections: 1, requests, operations });
    if (wrong > 0) throw new Error(`${kind.title}: ${wrong} wrong answers, the first ${firstWrong}`);
    return { ms: median(latencies.slice(1)), cpuMs: (cpuMsOf(pid) - before) / times };
  };
  const first = await ask(1);
  const warm = await ask(3);
  return { ms: first.ms - warm.ms, cpuMs: (first.cpuMs - warm.cpuMs) / (operations.length - 1) };
}
