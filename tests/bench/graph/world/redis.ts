import { spawnSync } from 'node:child_process';
import { findFreePort } from '@nutgraf/stack/free-port';
import Redis from 'ioredis';
import { type Children } from '../../processes/children';
import { startProgram } from './start-program';

/** A Redis of the run's own, which keeps nothing on disk. */
export interface RunningRedis {
  readonly pid: number;
  readonly url: string;
  /** Forgets everything. */
  empty(): Promise<void>;
}

/** @throws Error that says what to do when there is no `redis-server` */
export async function startRedis(children: Children): Promise<RunningRedis> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error('npm run bench:graph needs a Redis of its own: apt-get install redis-server');
  }
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const isReady = () => command(url, 'ping').then(Boolean, () => false);
  const child = await startProgram(children, 'redis', { command: 'redis-server', args }, isReady);
  return { pid: child.pid!, url, empty: () => command(url, 'flushall').then(() => undefined) };
}

async function command(url: string, name: string): Promise<unknown> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await redis.call(name);
  } finally {
    redis.disconnect();
  }
}
