import { type ChildProcess } from 'node:child_process';
import { percentile } from '../../measure/statistics';
import { callChild } from '../../processes/calls';
import { type LoadCall, type LoadReply } from '../load/load-calls';
import { type Operation } from '../operations';
import { type People } from '../world/people';
import { type Side } from '../world/side';
import { perRequest, type ProcessorTime, readProcessorTime } from './processor-time';

/** What requests to one side cost, each. */
export interface Cost {
  readonly time: ProcessorTime;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Loads sides with operations, from a process of its own. */
export class Loading {
  readonly #clients: ChildProcess;
  readonly #people: People;

  constructor(clients: ChildProcess, people: People) {
    this.#clients = clients;
    this.#people = people;
  }

  /** Sends operations in turn. */
  async send(
    side: Side,
    operations: readonly Operation[],
    { requests, connections }: Pick<LoadCall, 'requests' | 'connections'>,
  ): Promise<LoadReply> {
    const kinds = [];
    for (const operation of operations) {
      kinds.push(side.request(operation, await this.#people.headersFor(operation)));
    }
    const call: LoadCall = { origin: side.origin, connections, requests, kinds };
    return callChild<LoadReply>(this.#clients, call);
  }

  /** The same, and what it cost. */
  async measure(
    side: Side,
    operations: readonly Operation[],
    load: Pick<LoadCall, 'requests' | 'connections'>,
  ): Promise<Cost> {
    // Not within: signing in, new connections, and what a cache forgot since the last round.
    await this.send(side, operations, {
      requests: operations.length * load.connections,
      connections: load.connections,
    });
    const before = readProcessorTime(side.pids);
    const { latencies } = await this.send(side, operations, load);
    return {
      time: perRequest(before, readProcessorTime(side.pids), load.requests),
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  }

  /** One request after another, each with a Redis that knows nothing. */
  async measureCold(
    side: Side,
    operations: readonly Operation[],
    requests: number,
    empty: () => Promise<void>,
  ): Promise<Cost> {
    await this.send(side, operations, { requests: operations.length, connections: 1 });
    const latencies: number[] = [];
    const before = readProcessorTime(side.pids);
    for (let turn = 0; turn < requests; turn++) {
      await empty();
      const load = { requests: 1, connections: 1 };
      latencies.push(...(await this.send(side, [operations[turn % operations.length]!], load)).latencies);
    }
    return {
      time: perRequest(before, readProcessorTime(side.pids), requests),
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  }
}
