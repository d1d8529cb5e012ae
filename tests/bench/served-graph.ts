import { type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callChild } from './processes/calls';
import { type Children } from './processes/children';
import { compose } from './scenario/compose';
import { type GraphName, graphs } from './scenario/graphs';
import { type StubCall, type StubReply } from './stub/stub-calls';

/** A graph whose subgraphs answer, all of them in one process. */
export class ServedGraph {
  readonly supergraphFile: string;
  /** GraphQL endpoints by the subgraphs' names. */
  readonly urls: StubReply['urls'];
  readonly #stub: ChildProcess;

  private constructor(stub: ChildProcess, urls: StubReply['urls'], supergraphFile: string) {
    this.#stub = stub;
    this.urls = urls;
    this.supergraphFile = supergraphFile;
  }

  /** @param folder for the supergraph's file */
  static async start(children: Children, folder: string, name: GraphName): Promise<ServedGraph> {
    const stub = children.fork(join(__dirname, 'stub', 'main.js'), [name]);
    const { urls } = await callChild<StubReply>(stub, {} satisfies StubCall);
    const file = join(folder, `${name}.graphql`);
    writeFileSync(file, compose(graphs[name](), urls));
    return new ServedGraph(stub, urls, file);
  }

  /** What was asked of the subgraphs until now. */
  traffic(): Promise<StubReply> {
    return callChild<StubReply>(this.#stub, {} satisfies StubCall);
  }

  /** Makes each answer of a subgraph take this long. */
  async delay(delayMs: number): Promise<void> {
    await callChild<StubReply>(this.#stub, { delayMs } satisfies StubCall);
  }
}
