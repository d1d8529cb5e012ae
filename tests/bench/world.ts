import { type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { type LoadCall, type LoadReply } from './load/load-calls';
import { callChild } from './processes/calls';
import { Children } from './processes/children';
import { benchmarkSubgraphs } from './scenario/subgraphs';
import { type StubCall, type StubReply } from './stub/stub-calls';

/** Subgraphs and clients, each in a process of its own, and the graph that gateways serve. */
export class World implements AsyncDisposable {
  readonly children: Children;
  readonly folder: string;
  readonly supergraphFile: string;
  readonly subgraphs: StubReply['urls'];
  readonly #stub: ChildProcess;
  readonly #clients: ChildProcess;

  private constructor(
    folder: string,
    processes: Record<'stub' | 'clients', ChildProcess> & { children: Children },
    subgraphs: StubReply['urls'],
  ) {
    this.children = processes.children;
    this.folder = folder;
    this.subgraphs = subgraphs;
    this.supergraphFile = join(folder, 'supergraph.graphql');
    this.#stub = processes.stub;
    this.#clients = processes.clients;
  }

  /** @param folder for files of this run; the logs of all programs are there */
  static async start(folder: string): Promise<World> {
    mkdirSync(folder, { recursive: true });
    const children = new Children(folder);
    const stub = children.fork(join(__dirname, 'stub', 'main.js'));
    const clients = children.fork(join(__dirname, 'load', 'main.js'));
    const { urls } = await callChild<StubReply>(stub, {} satisfies StubCall);
    const world = new World(folder, { children, stub, clients }, urls);
    writeFileSync(world.supergraphFile, compose(urls));
    return world;
  }

  /** Loads one gateway. @throws Error when an answer is wrong */
  load(call: LoadCall): Promise<LoadReply> {
    return callChild<LoadReply>(this.#clients, call);
  }

  /** What was asked of the subgraphs until now. */
  traffic(): Promise<StubReply> {
    return callChild<StubReply>(this.#stub, {} satisfies StubCall);
  }

  /** Makes each answer of a subgraph take this long. */
  async delaySubgraphs(delayMs: number): Promise<void> {
    await callChild<StubReply>(this.#stub, { delayMs } satisfies StubCall);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.children[Symbol.asyncDispose]();
  }
}

function compose(urls: StubReply['urls']): string {
  const services = benchmarkSubgraphs.map(({ name, typeDefs }) => ({
    name,
    url: urls[name]!,
    typeDefs: parse(typeDefs),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
