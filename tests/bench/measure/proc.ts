import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever the kernel's own clock. */
const tickMs = 10;

interface Stat {
  readonly parent: number;
  /** Of the process alone. */
  readonly ownCpuMs: number;
  /** Of the process and of its children that have ended, user and system. */
  readonly cpuMs: number;
}

/** Processor time of a process and everything that it started, in milliseconds. */
export function cpuMsOf(pid: number): number {
  return familyOf(pid).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** The same for each of them by its id, without what those had used that have ended. */
export function cpuMsByProcess(pid: number): ReadonlyMap<number, number> {
  return new Map(familyOf(pid).map((member) => [member.pid, member.ownCpuMs]));
}

/** Most memory that was resident at once, in bytes: the sum over a process and what it started. */
export function peakMemoryOf(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + statusBytes(member.pid, 'VmHWM'), 0);
}

/** @returns the one of a process and what it started that has `text` in its command line */
export function findInFamily(pid: number, text: string): number {
  const found = familyOf(pid).find((member) => read(`/proc/${member.pid}/cmdline`)?.includes(text));
  if (!found) throw new Error(`Process ${pid} has started nothing with "${text}".`);
  return found.pid;
}

function familyOf(root: number): (Stat & { readonly pid: number })[] {
  const all = new Map<number, Stat>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) && readStat(entry);
    if (stat) all.set(Number(entry), stat);
  }
  const isOfFamily = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = all.get(at)?.parent) if (at === root) return true;
    return false;
  };
  return [...all].filter(([pid]) => isOfFamily(pid)).map(([pid, stat]) => ({ pid, ...stat }));
}

function readStat(pid: string): Stat | null {
  const text = read(`/proc/${pid}/stat`);
  return text === null ? null : parseStat(text);
}

/** Reads the line of `/proc/PID/stat`, see proc(5). */
export function parseStat(text: string): Stat {
  // The name may hold blanks and brackets; what follows its last bracket does not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system, userOfEnded, systemOfEnded] = fields.slice(11, 15).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return {
    parent: Number(fields[1]),
    ownCpuMs: (user + system) * tickMs,
    cpuMs: (user + system + userOfEnded + systemOfEnded) * tickMs,
  };
}

function statusBytes(pid: number, key: string): number {
  const line = new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`) ?? '');
  return Number(line?.[1] ?? 0) * 1024;
}

/** Null when the process has ended meanwhile. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
