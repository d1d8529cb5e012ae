import { cpuMsOf } from '../../measure/proc';
import { type Part, parts } from '../world/side';

/** Milliseconds of processor time by part. */
export type ProcessorTime = Readonly<Record<Part, number>>;

/** What the parts have used since they were started. */
export function readProcessorTime(pids: Readonly<Record<Part, number>>, read = cpuMsOf): ProcessorTime {
  return byPart((part) => read(pids[part]));
}

/** What each request took of the time between two readings. */
export function perRequest(before: ProcessorTime, after: ProcessorTime, requests: number): ProcessorTime {
  return byPart((part) => (after[part] - before[part]) / requests);
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

function byPart(value: (part: Part) => number): ProcessorTime {
  return Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, number>;
}
