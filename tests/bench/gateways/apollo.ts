import { join } from 'node:path';
import { peersFolder } from '../folders';
import { type GatewayKind } from './gateway-kind';
import { versionIn } from './version-in';

const packages = ['@apollo/server', '@apollo/gateway'];

/** The gateway that most Node teams have. */
export const apollo: GatewayKind = {
  name: 'apollo',
  title: '@apollo/gateway',
  isPeer: true,
  version: () =>
    packages.map((name) => `${name} ${versionIn(join(peersFolder, 'node_modules', name))}`).join(', '),
  launch: ({ nodeFlags, port, supergraphFile }) => ({
    command: process.execPath,
    args: [...nodeFlags, join(peersFolder, 'apollo.mjs')],
    env: { PORT: String(port), SUPERGRAPH: supergraphFile, APOLLO_TELEMETRY_DISABLED: '1' },
  }),
};
