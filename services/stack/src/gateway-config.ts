import { type Ports } from './ports';
import { serviceNames } from './service-names';

/** The gateway's configuration file. Secrets stay in its environment. */
export function gatewayConfig(ports: Ports): string {
  const lines = [
    '# Written by npm start, every time.',
    'subgraphs:',
    ...serviceNames.flatMap((name) => [`  ${name}:`, `    url: http://127.0.0.1:${ports[name]}/graphql`]),
    'identity:',
    '  jwt:',
    `    jwksUrl: http://127.0.0.1:${ports.users}/.well-known/jwks.json`,
    '    issuer: nutgraf',
    '    audience: nutgraf',
    'signing:',
    '  keys: ${SUBGRAPH_SIGNING_KEYS}',
  ];
  return lines.join('\n') + '\n';
}
