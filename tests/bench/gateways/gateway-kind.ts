import { type Launch } from '../processes/children';

/** What a gateway is started with. */
export interface GatewaySettings {
  readonly port: number;
  /** For files of its own. */
  readonly folder: string;
  readonly supergraphFile: string;
  /** GraphQL endpoints by the subgraphs' names. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** For programs that run on Node. */
  readonly nodeFlags: readonly string[];
}

/** A gateway that is measured. */
export interface GatewayKind {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  readonly isOurs: boolean;
  /** Then it takes Node's flags. */
  readonly runsOnNode: boolean;
  /** @throws Error when it is not installed */
  version(): string;
  /** @throws Error that says why it cannot run here */
  launch(settings: GatewaySettings): Launch;
}

/** The flags that all gateways on Node get, ours and the others. */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=64'];
