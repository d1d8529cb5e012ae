import { type GatewayConfig } from './config/gateway-config';
import { type CorsRules } from './http/cors';

/** What subgraphs may get of clients, and clients of subgraphs, pages may send and read. */
export function corsRules({ subgraphs }: GatewayConfig, cors: NonNullable<GatewayConfig['cors']>): CorsRules {
  const rules = Object.values(subgraphs);
  return {
    ...cors,
    requestHeaders: rules.flatMap(({ requestHeaders }) => requestHeaders),
    responseHeaders: rules.flatMap(({ responseHeaders }) => responseHeaders),
  };
}
