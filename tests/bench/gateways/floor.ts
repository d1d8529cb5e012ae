import { join } from 'node:path';
import { type GatewayKind } from './gateway-kind';

/** Written by hand for the benchmark's one query: what Node costs without a gateway's work. */
export const floor: GatewayKind = {
  name: 'floor',
  title: 'Floor (by hand)',
  isOurs: true,
  runsOnNode: true,
  hasOurNodeFlags: true,
  version: () => 'seven requests, undici, JSON.parse, JSON.stringify',
  launch: ({ nodeFlags, port, subgraphs }) => ({
    command: process.execPath,
    args: [...nodeFlags, join(__dirname, '..', 'floor', 'main.js')],
    env: { PORT: String(port), FLOOR_SUBGRAPHS: JSON.stringify(subgraphs) },
  }),
};
