import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import Redis from 'ioredis';
import { until } from './until';

/** A Redis of one's own that can be harmed. */
export interface TestRedis extends AsyncDisposable {
  /** `redis://127.0.0.1:port` */
  readonly url: string;
  /** Stops answering; connections stay. */
  pause(): void;
  resume(): void;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty, after {@link kill}. */
  start(): Promise<void>;
  /** Runs one command, such as `flushall`. */
  run(command: string, ...args: string[]): Promise<unknown>;
}

/**
 * A `redis-server` from the PATH on a free port, which keeps nothing on disk.
 * @throws Error that says what to do when there is none.
 */
export async function startRedis(): Promise<TestRedis> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    throw new Error('These tests need a Redis of their own: apt-get install redis-server');
  }
  const folder = await mkdtemp(join(tmpdir(), 'nutgraf-redis-'));
  const port = await findFreePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  const start = async () => {
    child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
      { stdio: 'ignore' },
    );
    await until(
      () => run('ping').catch(() => null),
      (answer) => answer === 'PONG',
      10_000,
    );
  };
  const run = async (command: string, ...args: string[]) => {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, disconnectTimeout: 100 });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await redis.call(command, ...args);
    } finally {
      redis.disconnect();
    }
  };
  const kill = async () => {
    const running = child;
    child = null;
    if (!running) return;
    const isOver = running.exitCode !== null || running.signalCode !== null;
    if (isOver) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    kill,
    start,
    run,
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
