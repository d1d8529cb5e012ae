import { type Launch } from '../processes/children';

/** What a gateway is started with. */
export interface GatewaySettings {
  readonly port: number;
  /** For files of its own. */
  readonly folder: string;
  readonly supergraphFile: string;
  /** GraphQL endpoints by the subgraphs' names. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** For programs that run on Node: of the measurement, and those of {@link ourNodeFlags} where they are shipped. */
  readonly nodeFlags: readonly string[];
}

/** A gateway that is measured. */
export interface GatewayKind {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  readonly isOurs: boolean;
  /** Then the measurement can look inside. */
  readonly runsOnNode: boolean;
  /** Whether it gets {@link ourNodeFlags}. Others run as they are shipped. */
  readonly hasOurNodeFlags: boolean;
  /** @throws Error when it is not installed */
  version(): string;
  /** @throws Error that says why it cannot run here */
  launch(settings: GatewaySettings): Launch;
}

/** The flags that ours sets when it is started. The floor has the same, and @apollo/gateway in a row of its own. */
export const ourNodeFlags: readonly string[] = [
  '--max-semi-space-size=64',
  '--heap-growing-percent=200',
  '--no-parallel-scavenge',
];
