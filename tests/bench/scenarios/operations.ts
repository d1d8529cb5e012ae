import { type GatewayKind } from '../gateways/gateway-kind';
import { type RunningGateway } from '../gateways/running-gateway';
import { type LoadedOperation } from '../load/load-calls';
import { cpuMsOf } from '../measure/proc';
import { percentile } from '../measure/statistics';
import { digits } from '../report/numbers';
import { graphs } from '../scenario/graphs';
import { generateOperations, randomVariables } from '../scenario/operations';
import { Oracle } from '../scenario/oracle';
import { randomFrom } from '../scenario/random';
import { benchmarkOperation, type Session } from '../session';
import { type Scenario } from './scenario';

const operationCount = 200;
const requestCount = 2_000;
const seed = 20_261;

interface Part {
  readonly cpuMs: number;
  readonly p50Ms: number;
  readonly wrong: number;
}

export const operations: Scenario = {
  name: 'operations',
  about: `${operationCount} different operations in ${requestCount} requests with varied variables, from cold`,
  run: async (session) => {
    const requests = requestsWithAnswers();
    const results: { readonly gateway: string; readonly cold: Part; readonly warm: Part }[] = [];
    for (const kind of session.kinds.filter(({ name }) => name !== 'floor')) {
      const result = await measure(session, kind, requests);
      if (!result) continue;
      results.push(result);
      session.progress(
        `${kind.title}: cold ${digits(result.cold.cpuMs)}, warm ${digits(result.warm.cpuMs)} ms CPU`,
      );
    }
    const warmCount = requestCount - operationCount;
    return {
      title: `${operationCount} operations, ${requestCount} requests, from cold`,
      notes: [
        `A fresh process; each operation once (cold), then ${warmCount} times one of them with other variables (warm).`,
        'One connection. ms: CPU for one request. Cold share: of all CPU time. Wrong answers are counted, not left out.',
      ],
      tables: [
        {
          columns: ['gateway', 'cold ms', 'warm ms', 'all ms', 'cold share', 'cold p50', 'warm p50', 'wrong'],
          rows: results.map(({ gateway, cold, warm }) => {
            const coldMs = cold.cpuMs * operationCount;
            const allMs = coldMs + warm.cpuMs * warmCount;
            return [
              gateway,
              ...[cold.cpuMs, warm.cpuMs, allMs / requestCount].map(digits),
              `${((coldMs / allMs) * 100).toFixed(0)} %`,
              ...[cold.p50Ms, warm.p50Ms].map(digits),
              String(cold.wrong + warm.wrong),
            ];
          }),
        },
      ],
      data: { operationCount, requestCount, seed, results },
    };
  },
};

function requestsWithAnswers(): LoadedOperation[] {
  const oracle = new Oracle(graphs.benchmark());
  const random = randomFrom(seed);
  const generated = generateOperations(operationCount, seed);
  return Array.from({ length: requestCount }, (_, request) => {
    const { query, variables: names } = generated[request % operationCount]!;
    const values = randomVariables(random);
    const variables = Object.fromEntries(names.map((name) => [name, values[name]]));
    return { body: JSON.stringify({ query, variables }), data: oracle.answer(query, variables) };
  });
}

async function measure(session: Session, kind: GatewayKind, requests: readonly LoadedOperation[]) {
  const gateway = await session.start(kind, benchmarkOperation);
  if (!gateway) return null;
  const cold = await load(session, gateway, requests.slice(0, operationCount));
  const warm = await load(session, gateway, requests.slice(operationCount));
  await session.stop(gateway);
  return { gateway: kind.title, cold, warm };
}

async function load(
  { world }: Session,
  { pid, url }: RunningGateway,
  requests: readonly LoadedOperation[],
): Promise<Part> {
  const before = cpuMsOf(pid);
  const load = { url, connections: 1, requests: requests.length, operations: requests };
  const { latencies, wrong } = await world.load(load);
  return { cpuMs: (cpuMsOf(pid) - before) / requests.length, p50Ms: percentile(latencies, 0.5), wrong };
}
