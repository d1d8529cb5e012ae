import { cpuMsByProcess } from '../../measure/proc';
import { type Part, parts } from '../world/side';

/** Milliseconds of processor time by part. */
export type ProcessorTime = Readonly<Record<Part, number>>;

/** What each process of the parts has used since it was started, by its id. */
export type Reading = Readonly<Record<Part, ReadonlyMap<number, number>>>;

export function readProcessorTime(pids: Readonly<Record<Part, number>>, read = cpuMsByProcess): Reading {
  return byPart((part) => read(pids[part]));
}

/**
 * What each request took of the time between two readings. PostgreSQL's processes come and go: one that has ended is left
 * out, with what it used at last.
 */
export function perRequest(before: Reading, after: Reading, requests: number): ProcessorTime {
  return byPart((part) => {
    const used = [...after[part]].map(([pid, ms]) => ms - (before[part].get(pid) ?? 0));
    return used.reduce((sum, ms) => sum + ms, 0) / requests;
  });
}

export function total(time: ProcessorTime): number {
  return parts.reduce((sum, part) => sum + time[part], 0);
}

/** Part by part, as `combine` makes one of many. */
export function combined(
  times: readonly ProcessorTime[],
  combine: (values: readonly number[]) => number,
): ProcessorTime {
  return byPart((part) => combine(times.map((time) => time[part])));
}

function byPart<Value>(value: (part: Part) => Value): Record<Part, Value> {
  return Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, Value>;
}
