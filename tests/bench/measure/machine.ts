import { cpus, release, totalmem } from 'node:os';

/** What the numbers were measured on. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${cpu?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${memory}, Linux ${release()}, Node ${process.version}`;
}
