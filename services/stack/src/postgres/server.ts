import { closeSync, openSync } from 'node:fs';

import { spawnBound } from '../processes/bound-process';
import { endProcess, exitOf } from '../processes/exit';
import { type Running } from '../processes/running';
import { StackError } from '../stack-error';
import { type PostgresBinaries } from './binaries';
import { type RunAs } from './run-as';
import { waitForServer } from './wait-for-server';

/** What one PostgreSQL server runs with. */
export interface ServerOptions {
  /** Absolute path of a data folder that exists. */
  readonly folder: string;
  /** Absolute path of the file that the server's log is appended to. */
  readonly logFile: string;
  /** On 127.0.0.1. Below 32768, so that it is never a port the system gives to outgoing connections. */
  readonly port: number;
  readonly superuserPassword: string;
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
  /** False gives up safety after a crash of the machine for speed: only for tests. */
  readonly durable: boolean;
}

const startLimitMs = 60_000;

/** Connection string of the superuser. */
export function superuserUrl({
  port,
  superuserPassword,
}: Pick<ServerOptions, 'port' | 'superuserPassword'>): string {
  return `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/postgres`;
}

/** Starts PostgreSQL on a data folder. */
export function launchServer(options: ServerOptions): Running {
  const { folder, logFile, binaries, runAs } = options;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawnBound(binaries.postgres, ['-D', folder, ...settings(options)], {
    // To PostgreSQL, INT is an orderly stop that does not wait for clients.
    deathSignal: 'INT',
    prefix: runAs.prefix,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = exitOf(child);
  return {
    exited,
    ready: untilReady(options, exited),
    stop: () => endProcess(child, exited, { signal: 'SIGINT', lastSignal: 'SIGQUIT', patienceMs: 20_000 }),
    kill: () => void child.kill('SIGQUIT'),
  };
}

function settings({ port, durable }: ServerOptions): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function untilReady(options: ServerOptions, exited: Promise<string>): Promise<void> {
  const waiting = new AbortController();
  const limit = setTimeout(
    () =>
      waiting.abort(new StackError(`PostgreSQL did not accept connections within ${startLimitMs / 1000} s.`)),
    startLimitMs,
  );
  const ended = exited.then((how) => {
    throw new StackError(`PostgreSQL stopped during its start (${how}); its log is ${options.logFile}.`);
  });
  try {
    await Promise.race([waitForServer(superuserUrl(options), waiting.signal), ended]);
  } finally {
    clearTimeout(limit);
    waiting.abort();
  }
}
