import { type ApolloServerPlugin } from '@apollo/server';
import { type GatewayConfigInput } from './config/gateway-config';
import { type SupergraphSource } from './config/supergraph/supergraph-source';
import { type DecidePolicies } from './operation/policies/decide-policies';

/** The supergraph to serve, and any setting of the config file. Without settings every subgraph simply is asked. */
export interface GatewayOptions extends Omit<GatewayConfigInput, 'supergraph'> {
  readonly supergraph: SupergraphSource;
  /**
   * Plugins of Apollo Server: https://www.apollographql.com/docs/apollo-server/integrations/plugins. All hooks of a
   * request fire but `willResolveField`. Data that no plugin looks at is never made an object; who does look has
   * until `willSendResponse` has ended. Apollo Server's own for cache control, tracing, reports and landing pages cannot
   * be added: the gateway has others in their place, or none.
   */
  readonly plugins?: readonly ApolloServerPlugin[];
  /** Decides on policies of `@policy`, in the place of `authorization.policyModule`. Without either nobody passes them. */
  readonly decidePolicies?: DecidePolicies;
}

export interface StopOptions {
  /**
   * Milliseconds between telling `/ready` and refusing connections, so that a load balancer can learn of it. Only
   * waited for when `/ready` has ever been asked. Default 0.
   */
  readonly noticeMs?: number;
  /** Milliseconds for answers under way; then they are cut off. Default 6000. */
  readonly graceMs?: number;
}

/** A gateway that listens. */
export interface Gateway {
  /** The GraphQL endpoint. */
  readonly url: string;
  /**
   * Serves another supergraph from now on, and follows its source if that says `pollSeconds`. Operations under way
   * finish on the old one.
   * @throws Error that names what is wrong with it; the old one stays.
   */
  reload(supergraph: SupergraphSource): Promise<void>;
  /** Stops being ready, lets answers under way finish, closes everything. May be called again. */
  stop(options?: StopOptions): Promise<void>;
}
