import { type GatewayConfig } from './config/gateway-config';

/** Headers of a client on which the graph's answers depend, as `Vary` names them. */
export function answerVariance({
  cors,
  identity: { jwt },
  subgraphs,
}: Pick<GatewayConfig, 'cors' | 'identity' | 'subgraphs'>): string {
  const rules = Object.values(subgraphs);
  const readsCookies =
    jwt?.cookie !== undefined || rules.some(({ requestCookies }) => requestCookies.length > 0);
  const names = [
    'accept',
    ...(cors ? ['origin'] : []),
    ...(jwt ? ['authorization'] : []),
    ...(readsCookies ? ['cookie'] : []),
    ...rules.flatMap(({ requestHeaders }) => requestHeaders),
  ];
  return [...new Set(names)].join(', ');
}
