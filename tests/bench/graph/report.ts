import { median } from '../measure/statistics';
import { digits, ratio } from '../report/numbers';
import { type Section, type Table } from '../report/section';
import { type Counts } from './measure/counts';
import { type Cost } from './measure/loading';
import { cold, type Measured, mixWithWrites } from './measure/passes';
import { combined, total } from './measure/processor-time';
import { type Operation } from './operations';
import { parts, type Side } from './world/side';

/** All that was found of one side. */
export interface SideResult {
  readonly side: Side;
  readonly measured: Measured;
  readonly counts: ReadonlyMap<string, Counts>;
}

const mix = 'mix, equal parts';

/** Medians of rounds, in tables that fit a terminal. */
export function graphSection(
  operations: readonly Operation[],
  results: readonly SideResult[],
  notes: readonly string[],
): Section {
  const lines = results.map((result) => ({ ...result, costs: costsOf(operations, result.measured) }));
  return {
    title: "The typed client's operations through the whole system",
    notes,
    tables: [totals(lines), byPart(lines), latencies(lines), counted(operations, lines)],
    data: lines.map(({ side, costs, counts }) => ({
      side: side.name,
      costs: Object.fromEntries(costs),
      counts: Object.fromEntries(counts),
    })),
  };
}

interface Line extends SideResult {
  readonly costs: ReadonlyMap<string, Cost>;
}

function costsOf(operations: readonly Operation[], measured: Measured): ReadonlyMap<string, Cost> {
  const costs = new Map<string, Cost>();
  for (const [name, rounds] of measured) costs.set(name, combinedCost(rounds, median));
  const single = operations.map(({ name }) => costs.get(name)!);
  const all = combinedCost(single, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const rest = [mixWithWrites, cold].flatMap((name) => {
    const cost = costs.get(name);
    return cost ? [[name, cost] as const] : [];
  });
  return new Map([...operations.map(({ name }) => [name, costs.get(name)!] as const), [mix, all], ...rest]);
}

function combinedCost(costs: readonly Cost[], combine: (values: readonly number[]) => number): Cost {
  return {
    time: combined(
      costs.map(({ time }) => time),
      combine,
    ),
    p50Ms: combine(costs.map(({ p50Ms }) => p50Ms)),
    p99Ms: combine(costs.map(({ p99Ms }) => p99Ms)),
  };
}

function totals(lines: readonly Line[]): Table {
  const find = (name: string) => lines.find(({ side }) => side.name === name);
  const [off, on, rest] = [find('cache off'), find('cache on'), find('aggregator')];
  return {
    columns: ['CPU ms/request', ...lines.map(({ side }) => side.name), 'off/on', 'off/aggregator'],
    rows: [...lines[0]!.costs.keys()].map((name) => {
      const of = (line: Line | undefined) => (line ? total(line.costs.get(name)!.time) : undefined);
      return [
        name,
        ...lines.map((line) => digits(of(line)!)),
        ratio(of(off) ?? NaN, of(on)),
        ratio(of(off) ?? NaN, of(rest)),
      ];
    }),
  };
}

function byPart(lines: readonly Line[]): Table {
  return {
    columns: ['CPU ms/request', 'side', ...parts],
    rows: [...lines[0]!.costs.keys()].flatMap((name) =>
      lines.map(({ side, costs }, index) => [
        index === 0 ? name : '',
        side.name,
        ...parts.map((part) => digits(costs.get(name)!.time[part])),
      ]),
    ),
  };
}

function latencies(lines: readonly Line[]): Table {
  return {
    columns: ['p50 / p99 ms', ...lines.map(({ side }) => side.name)],
    rows: [...lines[0]!.costs.keys()].map((name) => [
      name,
      ...lines.map(({ costs }) => `${digits(costs.get(name)!.p50Ms)} / ${digits(costs.get(name)!.p99Ms)}`),
    ]),
  };
}

function counted(operations: readonly Operation[], lines: readonly Line[]): Table {
  return {
    columns: ['SQL / service requests', ...lines.map(({ side }) => side.name)],
    rows: operations.map(({ name }) => [
      name,
      ...lines.map(({ counts }) => {
        const found = counts.get(name);
        return found ? `${digits(found.statements)} / ${digits(found.requests)}` : '-';
      }),
    ]),
  };
}
