import { type Options } from './command-line';
import { type GatewayKind } from './gateways/gateway-kind';
import { type RunningGateway, startGateway } from './gateways/running-gateway';
import { type LoadedOperation } from './load/load-calls';
import { Probe } from './probe/probe';
import { benchmarkAnswer, benchmarkQuery } from './scenario/subgraphs';
import { type World } from './world';

/** The benchmark's operation, as clients send it. */
export const benchmarkOperation: LoadedOperation = {
  body: JSON.stringify({ query: benchmarkQuery }),
  data: benchmarkAnswer.data,
};

/** A gateway that stays for all scenarios. */
export interface Resident extends RunningGateway {
  /** Null for what does not run on Node. */
  readonly probe: Probe | null;
}

/** What scenarios share: the processes, the options, and the gateways that stay. */
export class Session {
  readonly world: World;
  readonly options: Options;
  /** Gateways that are asked for and do run. */
  #kinds: readonly GatewayKind[];
  #residents: Promise<readonly Resident[]> | undefined;

  constructor(world: World, options: Options, kinds: readonly GatewayKind[]) {
    this.world = world;
    this.options = options;
    this.#kinds = kinds;
  }

  get kinds(): readonly GatewayKind[] {
    return this.#kinds;
  }

  progress(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** All gateways, warm. Started when somebody needs them. */
  residents(): Promise<readonly Resident[]> {
    return (this.#residents ??= this.#startAll());
  }

  /**
   * Starts one gateway more, from cold.
   * @returns null when it does not run, which is said; from then on it is left out
   * @throws Error when it is ours that does not
   */
  async start(
    kind: GatewayKind,
    operation: LoadedOperation,
    options: Parameters<typeof startGateway>[3] = {},
  ): Promise<RunningGateway | null> {
    try {
      return await startGateway(this.world, kind, operation, options);
    } catch (error) {
      if (kind.isOurs) throw error;
      this.#kinds = this.#kinds.filter((other) => other !== kind);
      this.progress(`Not measured: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  async stop({ child }: RunningGateway): Promise<void> {
    await this.world.children.stop(child);
  }

  async #startAll(): Promise<readonly Resident[]> {
    const residents: Resident[] = [];
    for (const kind of this.#kinds) {
      const probe = kind.runsOnNode ? await Probe.create() : null;
      const options = probe ? { extraNodeFlags: probe.nodeFlags, env: probe.env } : {};
      const gateway = await this.start(kind, benchmarkOperation, options);
      if (gateway) residents.push({ ...gateway, probe });
    }
    for (const { kind, url } of residents) {
      this.progress(`Warming up ${kind.title} with ${this.options.warmUp} requests`);
      const load = { connections: 10, requests: this.options.warmUp, operations: [benchmarkOperation] };
      await this.world.load({ url, ...load });
    }
    return residents;
  }
}
