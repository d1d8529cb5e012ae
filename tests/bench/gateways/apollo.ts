import { type GatewayKind } from './gateway-kind';
import { inPeers, peerVersions } from './peer';

/** The gateway that most Node teams have. */
export const apollo: GatewayKind = {
  name: 'apollo',
  title: '@apollo/gateway',
  isOurs: false,
  runsOnNode: true,
  version: () => peerVersions('@apollo/server', '@apollo/gateway'),
  launch: ({ nodeFlags, port, supergraphFile }) => ({
    command: process.execPath,
    args: [...nodeFlags, inPeers('apollo.mjs')],
    env: { PORT: String(port), SUPERGRAPH: supergraphFile, APOLLO_TELEMETRY_DISABLED: '1' },
  }),
};
