import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarkSubgraphs } from '../scenario/subgraphs';
import { type GatewayKind } from './gateway-kind';
import { inPeers, peerVersions } from './peer';

const cli = '@grafbase/cli-x86_64-unknown-linux-musl';

/** Written in Rust. npm has its development server only, which is the same engine; it composes by itself. */
export const grafbase: GatewayKind = {
  name: 'grafbase',
  title: 'Grafbase (Rust)',
  isOurs: false,
  runsOnNode: false,
  hasOurNodeFlags: false,
  version: () => `${peerVersions(cli)} (dev server)`,
  launch: ({ folder, port, subgraphs }) => {
    const tables = benchmarkSubgraphs.map(({ name, typeDefs }) => {
      const schema = join(folder, `grafbase-${name}.graphql`);
      writeFileSync(schema, typeDefs);
      return `[subgraphs.${name}]\nurl = "${subgraphs[name]}"\nschema_path = "${schema}"\n`;
    });
    const config = join(folder, 'grafbase.toml');
    writeFileSync(config, tables.join('\n'));
    const listen = ['--listen-address', `127.0.0.1:${port}`];
    return {
      command: inPeers('node_modules', cli, 'grafbase'),
      args: ['--home', folder, 'dev', '--config', config, ...listen],
    };
  },
};
