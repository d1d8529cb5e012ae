import { type GatewayKind } from './gateway-kind';
import { inPeers, peerVersions } from './peer';

/** With its planner in Rust, and without `--jit`: with both it gives no right answer. */
export const hive: GatewayKind = {
  name: 'hive',
  title: 'Hive (Rust planner)',
  isOurs: false,
  runsOnNode: true,
  hasOurNodeFlags: false,
  version: () => `${peerVersions('@graphql-hive/gateway', '@graphql-hive/router-runtime')} (without JIT)`,
  launch: ({ nodeFlags, port, supergraphFile }) => {
    const bin = inPeers('node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
    const config = inPeers('hive.config.mjs');
    const settings = ['--hive-router-runtime', '--fork', '1', '--host', '127.0.0.1', '--port', String(port)];
    return {
      command: process.execPath,
      args: [...nodeFlags, bin, 'supergraph', supergraphFile, '--config-path', config, ...settings],
    };
  },
};
