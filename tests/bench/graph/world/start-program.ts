import { type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { type Children, type Launch } from '../../processes/children';

const patienceMs = 30_000;

/**
 * Starts a program and waits until `isReady`.
 * @throws Error with its last words when it ends before that
 */
export async function startProgram(
  children: Children,
  name: string,
  launch: Launch,
  isReady: () => Promise<boolean>,
): Promise<ChildProcess> {
  const child = children.start(name, launch);
  const start = performance.now();
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - start > patienceMs) {
      await children.stop(child);
      const log = await readFile(children.logFile(name), 'utf8');
      throw new Error(`${name} does not start:\n${log.slice(-1_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
}

/** Whether a URL answers 200. */
export async function isOk(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  await response?.arrayBuffer();
  return response?.status === 200;
}
