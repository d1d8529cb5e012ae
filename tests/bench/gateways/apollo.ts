import { type GatewayKind } from './gateway-kind';
import { inPeers, peerVersions } from './peer';

/** The gateway that most Node teams have, as it is started by most. */
export const apollo: GatewayKind = {
  name: 'apollo',
  title: '@apollo/gateway',
  isOurs: false,
  runsOnNode: true,
  hasOurNodeFlags: false,
  version: () => peerVersions('@apollo/server', '@apollo/gateway'),
  launch: ({ nodeFlags, port, supergraphFile }) => ({
    command: process.execPath,
    args: [...nodeFlags, inPeers('apollo.mjs')],
    env: { PORT: String(port), SUPERGRAPH: supergraphFile, APOLLO_TELEMETRY_DISABLED: '1' },
  }),
};

/** The same with our flags for Node, to tell what those do. */
export const apolloWithOurFlags: GatewayKind = {
  ...apollo,
  name: 'apollo-flags',
  title: '@apollo/gw, our flags',
  hasOurNodeFlags: true,
};
