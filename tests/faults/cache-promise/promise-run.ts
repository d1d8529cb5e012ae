import type { PromiseWorld } from './promise-world';
import type { Road, Step } from './steps';

type Read = Extract<Step, { do: 'READ' }>;
type Bump = Extract<Step, { do: 'BUMP' }>;

interface Answer {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

interface Counter {
  readonly id: string;
  readonly value: number;
}

/** One course of events, and what readers saw that they should not. */
export class PromiseRun {
  readonly faults: string[] = [];
  reads = 0;
  readonly #pending = new Set<Promise<void>>();

  constructor(private readonly world: PromiseWorld) {}

  async take(step: Step): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'READ':
        return this.#begin(this.#read(step), step.isRushed);
      case 'BUMP':
        return this.#begin(this.#bump(step), step.isRushed);
      case 'RELEASE': {
        const { held } = world.gates;
        if (held.length > 0) held[step.which % held.length]!.open();
        return;
      }
      case 'SETTLE':
        return this.settle();
      case 'AGE':
        return world.age(step.seconds);
      case 'REDIS':
        if (step.holdsSweep) world.gates.arm('sweep');
        return world.changeRedis(step.what);
      case 'REPLACE GATEWAY':
        return world.replaceGateway(step.gateway);
      case 'RELOAD':
        return world.reload(step.gateway);
      case 'RESTART SERVICE':
        await this.settle();
        return world.restartService();
      case 'SWEEP':
        return world.sweep();
    }
  }

  /** Whatever is under way comes to its end. */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) {
      this.world.gates.openAll();
      await Promise.race([Promise.all(this.#pending), this.world.gates.nextBlocked()]);
    }
  }

  /** All mended, and what writers left is raised by others: then every reader sees what is written. */
  async finish(): Promise<void> {
    const { world } = this;
    await this.settle();
    await world.end();
    await world.untilWell();
    await this.readAll();
    if (world.model.open.length > 0) await world.sweep();
    for (const key of world.model.open) this.faults.push(`nobody raised ${key}`);
    await this.readAll();
  }

  async readAll(): Promise<void> {
    const roads: readonly Road[] = ['root', 'list', 'entity'];
    const reads = roads.flatMap((by) =>
      ([0, 1] as const).flatMap((gateway) =>
        ['', 'sweet' as const].map((flavor) => ({ by, gateway, flavor: flavor as '' | 'sweet' })),
      ),
    );
    for (const read of reads) {
      await this.#read({ do: 'READ', ...read, key: 0, isHeld: false, isRushed: false });
    }
  }

  async #begin(work: Promise<void>, isRushed: boolean): Promise<void> {
    const pending = work.finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
    if (!isRushed) await Promise.race([pending, this.world.gates.nextBlocked()]);
  }

  async #read({ by, gateway, key, flavor, isHeld }: Read): Promise<void> {
    const { model, gates } = this.world;
    const { keys } = model;
    const asked =
      by === 'root'
        ? [keys[key]!]
        : by === 'list'
          ? keys
          : keys.filter((_, at) => at !== key || this.reads % 2 === 0);
    if (isHeld) gates.arm('read');
    const check = model.expects(asked);
    this.reads += 1;
    const answer = await this.#ask(gateway, queries[by](asked), flavor);
    if (isHeld) gates.disarm('read');
    const what = `${by} of ${asked.join(', ')} from gateway ${gateway}`;
    if (answer.status !== 200 || answer.errors || !answer.data) {
      this.faults.push(`${what}: ${JSON.stringify(answer)}`);
      return;
    }
    const seen = Object.values(answer.data).flat() as readonly Counter[];
    const fault = check(new Map(seen.map(({ id, value }) => [id, value])));
    if (fault !== undefined) this.faults.push(`${what}: ${fault}`);
  }

  async #bump({ gateway, key: number, fate }: Bump): Promise<void> {
    const { model } = this.world;
    const key = model.keys[number]!;
    const mutation = `mutation { bump(id: "${key}", fate: "${fate}") { id value } }`;
    const answer = await this.#ask(gateway, mutation, '');
    const bumped = answer.data?.bump as Counter | undefined;
    if (bumped) model.acknowledged(key, bumped.value);
    else if (fate !== 'dies') this.faults.push(`bump of ${key}: ${JSON.stringify(answer)}`);
  }

  async #ask(gateway: number, query: string, flavor: string): Promise<Answer> {
    const response = await fetch(this.world.urlOf(gateway), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(flavor && { 'x-flavor': flavor }) },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }
}

const queries: Readonly<Record<Road, (keys: readonly string[]) => string>> = {
  root: ([key]) => `{ counter(id: "${key}") { id value } }`,
  list: ([key]) => `{ counters(group: "${key!.slice(0, key!.indexOf('-'))}") { id value } }`,
  entity: (keys) => `{ pinned(ids: ${JSON.stringify(keys)}) { id value } }`,
};
