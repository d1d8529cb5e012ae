import { measureRounds } from '../measure/rounds';
import { type Line, roundsTables } from '../report/rounds-tables';
import { benchmarkOperation } from '../session';
import { type Scenario } from './scenario';

const delayMs = 4;

export const latency: Scenario = {
  name: 'latency',
  about: `the same with subgraphs that take ${delayMs} ms`,
  run: async (session) => {
    const residents = await session.residents();
    const rounds = Math.min(session.options.rounds, 3);
    const lines: Line[] = [];
    const graph = await session.world.graph('benchmark');
    await graph.delay(delayMs);
    try {
      for (const connections of [1, 50]) {
        // One client alone mostly waits for subgraphs.
        const requests = Math.ceil(session.options.requests / (connections === 1 ? 5 : 1));
        const load = { connections, requests, operations: [benchmarkOperation] };
        const results = await measureRounds(session, residents, rounds, load);
        for (const [{ kind }, result] of results) lines.push({ kind, connections, result });
      }
    } finally {
      await graph.delay(0);
    }
    return {
      title: `The field's query, each subgraph answer after ${delayMs} ms`,
      notes: [`Medians of ${rounds} interleaved rounds.`],
      tables: roundsTables(lines),
      data: lines.map(({ kind, ...line }) => ({ gateway: kind.title, ...line })),
    };
  },
};
