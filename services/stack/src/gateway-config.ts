import { stringify } from 'yaml';

import { type PlaygroundSettings } from './playground';
import { byService, type ServiceName } from './service-names';

/** What {@link gatewayConfig} is made of. */
export interface GatewayFacts {
  /** `http://host:port` of each service. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Origins (RFC 6454) of web apps whose pages may ask. */
  readonly webOrigins: readonly string[];
  /** Whether the session's cookies are for https only, and so named. */
  readonly secureCookies: boolean;
  /** Whether `REDIS_URL` names a Redis. */
  readonly hasRedis: boolean;
  /** Proxies in front through which every request comes. */
  readonly trustedProxies: number;
  readonly trustedDocuments: {
    readonly mode: string;
    readonly allowUnknownFor?: { readonly scopes: readonly string[] };
    readonly manifests: readonly string[];
  };
  /** Null for none. */
  readonly playground: PlaygroundSettings | null;
}

/** The gateway's configuration file. */
export function gatewayConfig(facts: GatewayFacts): string {
  return `# Written by npm start, every time.\n${stringify(gatewaySettings(facts))}`;
}

/** The gateway's settings. Secrets stay in its environment. */
export function gatewaySettings(facts: GatewayFacts) {
  const { urls, webOrigins, secureCookies, hasRedis, trustedProxies, trustedDocuments, playground } = facts;
  const cookie = (name: string) => (secureCookies ? `__Host-${name}` : name);
  const subgraphs = byService((name) => ({ url: `${urls[name]}/graphql` }));
  return {
    subgraphs: {
      ...subgraphs,
      users: {
        ...subgraphs.users,
        requestCookies: [cookie('nutgraf_refresh')],
        responseHeaders: ['set-cookie'],
      },
    },
    identity: {
      jwt: {
        jwksUrl: `${urls.users}/.well-known/jwks.json`,
        issuer: 'nutgraf',
        audience: 'nutgraf',
        cookie: cookie('nutgraf_access'),
      },
      revocation: { feedUrl: `${urls.users}/internal/events`, audience: 'users' },
    },
    signing: { keys: '${SUBGRAPH_SIGNING_KEYS}' },
    ...(webOrigins.length > 0 && { cors: { origins: webOrigins } }),
    http: { trustedProxies },
    ...(hasRedis && {
      redis: { url: '${REDIS_URL}' },
      // The cookie is for mutations that renew and end sessions.
      cache: { enabled: true, subgraphs: { users: { ignoreHeaders: ['cookie'] } } },
    }),
    // Twenty times the dearest page; and of such pages three hundred a second, so that only who sends them without end
    // meets it, even where many people come from one address.
    cost: { maximum: 20_000, budget: { points: 10_000_000, windowSeconds: 60 } },
    trustedDocuments,
    playground: playground ?? { enabled: false },
  };
}
