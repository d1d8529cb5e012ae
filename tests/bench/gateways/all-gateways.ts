import { apollo, apolloWithOurFlags } from './apollo';
import { floor } from './floor';
import { type GatewayKind } from './gateway-kind';
import { grafbase } from './grafbase';
import { hive } from './hive';
import { mercurius } from './mercurius';
import { nutgraf } from './nutgraf';

/** In the order of the tables. */
export const allGateways: readonly GatewayKind[] = [
  nutgraf,
  floor,
  apollo,
  apolloWithOurFlags,
  hive,
  mercurius,
  grafbase,
];
