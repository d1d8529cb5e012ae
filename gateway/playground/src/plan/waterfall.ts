import { type SubgraphRequest } from './run';

/** Where a request's bar lies, in percent of the whole. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** Bars on one scale, from the beginning of the execution to the end of the last request. */
export function bars(requests: readonly SubgraphRequest[]): readonly Bar[] {
  const end = Math.max(...requests.map(({ startMs, durationMs }) => startMs + durationMs), 0);
  if (end === 0) return requests.map(() => ({ left: 0, width: 0 }));
  const percent = (ms: number) => Math.round((ms / end) * 10_000) / 100;
  return requests.map(({ startMs, durationMs }) => ({ left: percent(startMs), width: percent(durationMs) }));
}

/** `0.4 ms`, `12 ms`, `1.2 s` */
export function printMs(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `812 B`, `1.4 kB` */
export function printBytes(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
