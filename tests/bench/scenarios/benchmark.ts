import { peakMemoryOf } from '../measure/proc';
import { measureRounds } from '../measure/rounds';
import { megabytes } from '../report/numbers';
import { type Line, roundsTables } from '../report/rounds-tables';
import { benchmarkOperation } from '../session';
import { type Scenario } from './scenario';

/** What the chart is drawn from. */
export interface BenchmarkData {
  readonly lines: readonly (Omit<Line, 'kind'> & { readonly gateway: string })[];
  readonly peakMemory: readonly { readonly gateway: string; readonly bytes: number }[];
}

export const benchmark: Scenario = {
  name: 'benchmark',
  about: "the field's query, an answer of 87 kB, at 1 and at 50 connections",
  run: async (session) => {
    const residents = await session.residents();
    const { rounds, requests } = session.options;
    const lines: Line[] = [];
    for (const connections of [1, 50]) {
      const load = { connections, requests, operations: [benchmarkOperation] };
      const results = await measureRounds(session, residents, rounds, load);
      for (const [{ kind }, result] of results) lines.push({ kind, connections, result });
    }
    const peaks = residents.map(({ kind, pid }) => ({ kind, bytes: peakMemoryOf(pid) }));
    return {
      title: "The field's query",
      notes: [
        `Medians of ${rounds} interleaved rounds of ${requests} requests; p99.9 of all rounds together.`,
        'CPU: user and system time of the gateway and what it started. fetches, kB: subgraph requests, and their',
        'bodies, for one request. Nutgraf does not coalesce identical requests in flight. Who has fewer fetches at 50',
        'connections than at 1 does: only one connection compares what a request costs.',
      ],
      tables: [
        ...roundsTables(lines),
        {
          columns: ['gateway', 'most resident memory (all its processes)'],
          rows: peaks.map(({ kind, bytes }) => [kind.title, megabytes(bytes)]),
        },
      ],
      data: {
        lines: lines.map(({ kind, ...line }) => ({ gateway: kind.title, ...line })),
        peakMemory: peaks.map(({ kind, bytes }) => ({ gateway: kind.title, bytes })),
      } satisfies BenchmarkData,
    };
  },
};
