import { type QueryPlan as RawPlan } from '@graphql-hive/router-query-planner';
import { PlannerBusy } from '../plan-error';
import { PlannerDied, PlannerProcess } from './planner-process';
import { type PlannerGraph, type PlanRequest } from './planner-request';

export interface PlannerPoolOptions {
  /** Time for one plan, in milliseconds. */
  readonly planLimitMs?: number;
  /** One plan that takes long holds up none that is quick, as long as there is another process. */
  readonly maxProcesses?: number;
  /** Operations that may wait for a process. */
  readonly maxWaiting?: number;
}

/** The processes that plan for all graphs of a gateway. They are started when they are needed. */
export class PlannerPool {
  readonly #options: Required<PlannerPoolOptions>;
  readonly #processes = new Set<PlannerProcess>();
  readonly #idle: PlannerProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor({ planLimitMs = 2_000, maxProcesses = 2, maxWaiting = 1_000 }: PlannerPoolOptions = {}) {
    this.#options = { planLimitMs, maxProcesses, maxWaiting };
  }

  /** Ids of the processes, for those who watch or test them. */
  get pids(): readonly number[] {
    return [...this.#processes].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * Reads a supergraph, so that what is wrong with it is known before it is needed.
   * @throws PlanError when the planner refuses it, and PlannerDied when it ends the planner.
   */
  load(graph: PlannerGraph): Promise<void> {
    return this.#with((process) => process.load(graph));
  }

  /**
   * @throws PlanError when the planner refuses the operation or is too busy, PlanTimeout when it takes too long, and
   * PlannerDied when the operation ends the planner, twice.
   */
  async plan(graph: PlannerGraph, request: PlanRequest): Promise<RawPlan> {
    const plan = (process: PlannerProcess): Promise<RawPlan> =>
      process.plan(graph, request, this.#options.planLimitMs);
    try {
      return await this.#with(plan);
    } catch (error) {
      if (!(error instanceof PlannerDied)) throw error;
      // It may have been killed from outside, for memory perhaps: not this operation's fault.
      return this.#with(plan);
    }
  }

  /** To be called once nobody plans for the graph any more. */
  forget(graph: PlannerGraph): void {
    for (const process of this.#processes) process.forget(graph);
  }

  /** Ends all processes; plans under way are lost. */
  close(): void {
    this.#isClosed = true;
    for (const process of this.#processes) process.kill();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #with<Result>(work: (process: PlannerProcess) => Promise<Result>): Promise<Result> {
    const process = await this.#take();
    try {
      return await work(process);
    } finally {
      if (process.isAlive) this.#idle.push(process);
      this.#waiting.shift()?.();
    }
  }

  async #take(): Promise<PlannerProcess> {
    for (;;) {
      if (this.#isClosed) throw new PlannerDied('The planner has been stopped.');
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#processes.size < this.#options.maxProcesses) return this.#start();
      if (this.#waiting.length >= this.#options.maxWaiting) {
        throw new PlannerBusy(`${this.#waiting.length} operations wait for a plan already.`);
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #start(): PlannerProcess {
    const process = new PlannerProcess(() => {
      this.#processes.delete(process);
      const at = this.#idle.indexOf(process);
      if (at >= 0) this.#idle.splice(at, 1);
      this.#waiting.shift()?.();
    });
    this.#processes.add(process);
    return process;
  }
}
