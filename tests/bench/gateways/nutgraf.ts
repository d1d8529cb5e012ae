import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../folders';
import { versionIn } from './version-in';
import { type GatewayKind } from './gateway-kind';

/** Ours, by its bin, with everything but the log as it is by default. */
export const nutgraf: GatewayKind = {
  name: 'nutgraf',
  title: 'Nutgraf',
  isOurs: true,
  runsOnNode: true,
  hasOurNodeFlags: true,
  version: () => versionIn(join(repository, 'gateway')),
  launch: ({ folder, nodeFlags, port, supergraphFile }) => {
    const config = join(folder, 'nutgraf.yaml');
    writeFileSync(config, 'log: { level: warn }\n');
    const bin = join(repository, 'gateway', 'bin', 'nutgraf-gateway.js');
    const args = ['--supergraph', supergraphFile, '--config', config, '--port', String(port)];
    return { command: process.execPath, args: [...nodeFlags, bin, ...args] };
  },
};
