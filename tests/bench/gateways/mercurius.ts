import { benchmarkSubgraphs } from '../scenario/subgraphs';
import { federationOne } from './federation-one';
import { type GatewayKind } from './gateway-kind';
import { inPeers, peerVersions } from './peer';

/** It composes subgraphs itself, and those of Federation 1 only. */
export const mercurius: GatewayKind = {
  name: 'mercurius',
  title: 'Mercurius (JIT)',
  isOurs: false,
  runsOnNode: true,
  hasOurNodeFlags: false,
  version: () => peerVersions('mercurius', '@mercuriusjs/gateway'),
  launch: ({ nodeFlags, port, subgraphs }) => {
    const services = federationOne(benchmarkSubgraphs).map(({ name, typeDefs }) => ({
      name,
      url: subgraphs[name],
      schema: typeDefs,
    }));
    return {
      command: process.execPath,
      args: [...nodeFlags, inPeers('mercurius.mjs')],
      env: { PORT: String(port), SERVICES: JSON.stringify(services) },
    };
  },
};
