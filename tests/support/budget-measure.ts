import { serviceNames } from '@nutgraf/stack/service-names';
import type { GraphAnswer, TestGraph } from './test-graph';

/** What one request cost one service. */
interface ServiceCost {
  readonly name: string;
  readonly requests: number;
  readonly rows: number;
  readonly statements: readonly string[];
}

/** What one request cost. */
export interface Cost {
  readonly answer: GraphAnswer;
  /** `users 1, content 2` */
  readonly requests: string;
  readonly rows: string;
  readonly services: readonly ServiceCost[];
  /** `content: SELECT …`, shortened and sorted: which comes first is chance. */
  readonly statements: readonly string[];
}

/** Runs `ask`, which is one request to the graph, and counts what the services were asked and what they asked. */
export async function costOf(
  { services, proxies }: TestGraph,
  ask: () => Promise<GraphAnswer>,
): Promise<Cost> {
  for (const name of serviceNames) {
    services[name].resetStatements();
    proxies[name].reset();
  }
  const answer = await ask();
  const costs = await Promise.all(
    serviceNames.map(async (name): Promise<ServiceCost> => {
      const { statements } = services[name];
      const [requests, rows] = [proxies[name].seen.length, await services[name].rowsRead()];
      return { name, requests, rows, statements: statements.map((sql) => `${name}: ${shortened(sql)}`) };
    }),
  );
  return {
    answer,
    requests: listed(costs.map(({ name, requests }) => [name, requests])),
    rows: listed(costs.map(({ name, rows }) => [name, rows])),
    services: costs,
    statements: costs.flatMap(({ statements }) => statements).sort(),
  };
}

/** How many objects an answer shows. */
export function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((sum, item) => sum + objectsIn(item), 0);
}

function listed(counts: readonly (readonly [string, number])[]): string {
  const some = counts.filter(([, count]) => count > 0);
  return some.map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}

const longest = 160;

/** Without the columns, which say little, and in one line. The page size is written into the SQL. */
function shortened(sql: string): string {
  const line = sql
    .replace(/\s+/g, ' ')
    .replace(/SELECT (?:(?!SELECT|\bFROM\b).)+ FROM/g, 'SELECT … FROM')
    .replace(/LIMIT \d+/g, 'LIMIT …')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}
