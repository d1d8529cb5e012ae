import { type QueryPlan as RawPlan } from '@graphql-hive/router-query-planner';
import { type ChildProcess, fork } from 'node:child_process';
import { type Socket } from 'node:net';
import { join } from 'node:path';
import { PlanError, PlanTimeout } from '../plan-error';
import {
  type PlannerGraph,
  type PlannerReply,
  type PlannerRequest,
  type PlanRequest,
} from './planner-request';

/** Time for starting and reading a supergraph, in milliseconds. */
const loadLimitMs = 30_000;

/** The planner's process ended while it was at work. */
export class PlannerDied extends Error {}

/**
 * A process that plans, one request after the other. The planner is native code that may abort, crash or never come
 * back: whatever it does costs this process and not ours.
 */
export class PlannerProcess {
  readonly #child: ChildProcess;
  readonly #loaded = new Set<number>();
  #lastWords = '';
  #hasEnded = false;
  #isKilled = false;

  /** @param onEnd called once, when the process has ended or could not be started. */
  constructor(onEnd: () => void) {
    // It needs nothing of our environment, where secrets are.
    const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
    this.#child = fork(join(__dirname, 'planner-child.js'), { env: {}, execArgv: [], stdio: [...stdio] });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-1_000);
    });
    const end = (): void => {
      if (this.#hasEnded) return;
      this.#hasEnded = true;
      onEnd();
    };
    this.#child.on('exit', end).on('error', end);
    this.#keepAwake(false);
  }

  /** Whether it can be asked. */
  get isAlive(): boolean {
    return !this.#hasEnded && !this.#isKilled;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * @param limitMs time for the plan alone.
   * @throws PlanError when the planner refuses the operation or the supergraph, PlanTimeout after `limitMs`, and
   * PlannerDied when the process ended.
   */
  async plan(graph: PlannerGraph, request: PlanRequest, limitMs: number): Promise<RawPlan> {
    await this.load(graph);
    return (await this.#ask({ kind: 'plan', graph: graph.id, ...request }, limitMs))!;
  }

  /** @throws PlanError when the planner refuses the supergraph, and PlannerDied when the process ended. */
  async load({ id, sdl }: PlannerGraph): Promise<void> {
    if (this.#loaded.has(id)) return;
    await this.#ask({ kind: 'load', graph: id, sdl }, loadLimitMs);
    this.#loaded.add(id);
  }

  /** Of a graph that nobody asks for any more. */
  forget({ id }: PlannerGraph): void {
    if (this.#loaded.delete(id) && this.#child.connected) this.#child.send({ kind: 'forget', graph: id });
  }

  kill(): void {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
  }

  #ask(request: PlannerRequest, limitMs: number): Promise<RawPlan | undefined> {
    this.#keepAwake(true);
    return new Promise<RawPlan | undefined>((resolve, reject) => {
      const settle = (outcome: () => void): void => {
        clearTimeout(timer);
        this.#child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
        this.#keepAwake(false);
        outcome();
      };
      const onMessage = (reply: PlannerReply): void => {
        settle(() => ('error' in reply ? reject(new PlanError(reply.error)) : resolve(reply.value)));
      };
      const onEnd = (): void => {
        settle(() => reject(new PlannerDied(`The planner's process ended. ${this.#lastWords}`.trimEnd())));
      };
      const timer = setTimeout(() => {
        this.kill();
        settle(() => reject(new PlanTimeout(`There was no plan after ${limitMs} ms.`)));
      }, limitMs);
      this.#child.on('message', onMessage).once('exit', onEnd).once('error', onEnd);
      if (!this.isAlive) return onEnd();
      // Where it cannot be sent, the process has ended or will have in a moment.
      this.#child.send(request, (error) => error && this.kill());
    });
  }

  /** An idle planner keeps no program from ending; one at work does. */
  #keepAwake(isAwake: boolean): void {
    const how = isAwake ? 'ref' : 'unref';
    this.#child[how]();
    this.#child.channel?.[how]();
    (this.#child.stderr as Socket | null)?.[how]();
  }
}
