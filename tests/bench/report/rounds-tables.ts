import { type GatewayKind } from '../gateways/gateway-kind';
import { type Result } from '../measure/rounds';
import { digits, ratio, withSpread } from './numbers';
import { type Table } from './section';

/** One line of both tables. */
export interface Line {
  readonly kind: GatewayKind;
  readonly connections: number;
  readonly result: Result;
}

/** Cost first, then what clients and subgraphs see: two tables, so that each fits a terminal. */
export function roundsTables(lines: readonly Line[]): Table[] {
  const baseOf = (name: string, at: Line) =>
    lines.find(({ kind, connections }) => kind.name === name && connections === at.connections)?.result;
  return [
    {
      columns: [
        'gateway',
        'conn',
        'CPU ms/request (min-max)',
        'to @apollo',
        'to floor',
        'requests/s (min-max)',
      ],
      rows: lines.map((line) => [
        line.kind.title,
        String(line.connections),
        withSpread(line.result.cpuMs),
        ratio(line.result.cpuMs.median, baseOf('apollo', line)?.cpuMs.median),
        ratio(line.result.cpuMs.median, baseOf('floor', line)?.cpuMs.median),
        withSpread(line.result.requestsPerSecond),
      ]),
    },
    {
      columns: ['gateway', 'conn', 'p50 ms (min-max)', 'p99 ms (min-max)', 'p99.9', 'fetches', 'kB'],
      rows: lines.map(({ kind, connections, result }) => [
        kind.title,
        String(connections),
        withSpread(result.p50Ms),
        withSpread(result.p99Ms),
        digits(result.p999Ms),
        digits(result.subgraphRequests),
        digits(result.subgraphBytes / 1_000),
      ]),
    },
  ];
}
