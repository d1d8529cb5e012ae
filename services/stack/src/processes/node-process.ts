import { type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

import { StackError } from '../stack-error';
import { spawnBound } from './bound-process';
import { endProcess, exitOf } from './exit';
import { waitForOk } from './http-ready';
import { type Running } from './running';

/** A program of ours: a service or the gateway. */
export interface NodeProgram {
  readonly name: string;
  /** Absolute path of its JavaScript file. */
  readonly file: string;
  readonly args: readonly string[];
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Answers 200 as soon as the program serves. */
  readonly readyUrl: string;
}

const lastWordsKept = 15;
const stopPatienceMs = 12_000;

/**
 * Starts `node <file>` with an IPC channel, whose closing tells the program that this process is gone.
 * @param print Receives every line the program writes.
 * @param onMessage Receives what it says over the channel.
 * @param startLimitMs After how many milliseconds without a message or an answer from `readyUrl` the start has failed.
 */
export function launchNode(
  program: NodeProgram,
  print: (line: string) => void,
  onMessage: (message: unknown) => void = () => undefined,
  startLimitMs = 60_000,
): Running {
  const child = spawnBound(
    process.execPath,
    [...(program.nodeOptions ?? []), program.file, ...program.args],
    {
      deathSignal: 'KILL',
      env: program.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  child.on('message', onMessage);
  const lastWords: string[] = [];
  if (child.stdout) createInterface(child.stdout).on('line', print);
  if (child.stderr) {
    createInterface(child.stderr).on('line', (line) => {
      print(line);
      lastWords.push(line);
      if (lastWords.length > lastWordsKept) lastWords.shift();
    });
  }
  const exited = exitOf(child);
  const closed = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  return {
    exited,
    ready: untilReady(program, startLimitMs, child, exited, async () => {
      await closed;
      return lastWords;
    }),
    // As if from a terminal: to TERM, a gateway would first give load balancers time to notice.
    stop: () =>
      endProcess(child, exited, { signal: 'SIGINT', lastSignal: 'SIGKILL', patienceMs: stopPatienceMs }),
    kill: () => void child.kill('SIGKILL'),
  };
}

async function untilReady(
  { name, readyUrl }: NodeProgram,
  limitMs: number,
  child: ChildProcess,
  exited: Promise<string>,
  lastWords: () => Promise<readonly string[]>,
): Promise<void> {
  const waiting = new AbortController();
  const limit = setTimeout(
    () => waiting.abort(new StackError(`${name} is not ready after ${limitMs / 1000} s (${readyUrl}).`)),
    limitMs,
  );
  // Whoever loads much data says how far it is.
  const goOn = () => limit.refresh();
  child.on('message', goOn);
  const ended = exited.then(async (how) => {
    const words = await lastWords();
    const quote =
      words.length > 0 ? `; its last words:\n${words.map((line) => `  ${line}`).join('\n')}` : '.';
    throw new StackError(`${name} stopped during its start (${how})${quote}`);
  });
  try {
    await Promise.race([waitForOk(readyUrl, waiting.signal), ended]);
  } finally {
    clearTimeout(limit);
    child.off('message', goOn);
    waiting.abort();
  }
}
