import { type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadCall, type LoadReply } from './load/load-calls';
import { callChild } from './processes/calls';
import { Children } from './processes/children';
import { type GraphName } from './scenario/graphs';
import { ServedGraph } from './served-graph';

/** Everything around the gateways: subgraphs and clients, each in a process of its own. */
export class World implements AsyncDisposable {
  readonly children: Children;
  /** For files of this run; the logs of all programs are there. */
  readonly folder: string;
  readonly #clients: ChildProcess;
  readonly #graphs = new Map<GraphName, Promise<ServedGraph>>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.folder = folder;
    this.children = new Children(folder);
    this.#clients = this.children.fork(join(__dirname, 'load', 'main.js'));
  }

  /** Its subgraphs are started when they are first asked for. */
  graph(name: GraphName): Promise<ServedGraph> {
    let graph = this.#graphs.get(name);
    if (!graph) this.#graphs.set(name, (graph = ServedGraph.start(this.children, this.folder, name)));
    return graph;
  }

  /** Loads one gateway. */
  load(call: LoadCall): Promise<LoadReply> {
    return callChild<LoadReply>(this.#clients, call);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.children[Symbol.asyncDispose]();
  }
}
