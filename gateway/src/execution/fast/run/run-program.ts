import { UpstreamError } from '../../../upstream/upstream-error';
import { type AnswerData } from '../../answer-data';
import { PlannedRequest } from '../../../upstream/planned-request';
import { type EntityFetchStep, type FetchStep, type Program, type Step } from '../compile/program';
import { deviate } from '../deviation';
import { AskedEntities } from '../gather/asked-entities';
import { type Row } from '../layout';
import { readEntities, readFields } from '../scan/read-answer';
import { type Recorder } from './recorder';

/**
 * Runs a program once.
 *
 * No promise here is settled with an answer, and nothing holds one when it has been written: what waits for the network
 * may be among the old objects when it wakes up, and what those hold stays until the next major garbage collection.
 */
export class ProgramRun implements AnswerData {
  #root: Row | undefined;
  #isOver = false;

  constructor(
    private readonly program: Program,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly recorder: Recorder,
  ) {
    this.#root = program.root.newRow();
  }

  /** @throws deviation as soon as anything is not as foreseen. */
  async fetch(): Promise<void> {
    try {
      if (this.program.step) await this.#step(this.program.step);
    } finally {
      // What is under way beside a deviation must not go on asking.
      this.#isOver = true;
    }
    this.recorder.forget();
  }

  /** What the answer costs. To be asked before {@link text}. */
  cost(): number {
    return this.program.count?.(this.#rootRow(), this.variables) ?? 0;
  }

  text(): string {
    const root = this.#rootRow();
    this.#root = undefined;
    return this.program.write(root);
  }

  async #step(step: Step): Promise<void> {
    // Something beside it deviated: from then on others ask.
    if (this.#isOver) deviate();
    switch (step.kind) {
      case 'Fetch':
        return this.#fields(step);
      case 'EntityFetch':
        return this.#entities(step);
      case 'Sequence':
        for (const each of step.steps) await this.#step(each);
        return;
      case 'Parallel':
        await Promise.all(step.steps.map((each) => this.#step(each)));
        return;
    }
  }

  #fields({ node, layout, cell }: FetchStep): Promise<void> {
    return this.#ask(new PlannedRequest(node, this.variables, []), (body) => {
      this.#rootRow()[cell] = readFields(body, layout);
    });
  }

  async #entities({ node, selections }: EntityFetchStep): Promise<void> {
    const asked = selections.map(({ walks }) => {
      const entities = new AskedEntities();
      for (const walk of walks) walk(this.#rootRow(), entities);
      return entities;
    });
    if (asked.every(({ texts }) => texts.length === 0)) return;
    const lists = selections.map(({ selection: { variable } }, index) => ({
      variable,
      texts: asked[index]!.texts,
    }));
    await this.#ask(new PlannedRequest(node, this.variables, lists), (body) => {
      const answers = readEntities(body, selections, asked);
      asked.forEach((entities, index) => entities.place(answers[index]!));
    });
  }

  #ask(request: PlannedRequest, take: (body: Buffer) => void) {
    return new Promise<void>((resolve, reject) => {
      this.recorder.send(request, (outcome) => {
        try {
          if (outcome instanceof UpstreamError) deviate();
          else take(outcome.body);
          resolve();
        } catch (error) {
          this.#isOver = true;
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          reject(error);
        }
      });
    });
  }

  #rootRow(): Row {
    if (!this.#root) throw new Error('The answer was written already.');
    return this.#root;
  }
}
