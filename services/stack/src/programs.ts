import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type NodeProgram } from './processes/node-process';
import { type Ports } from './ports';
import { type Secrets } from './secrets';
import { databaseVariable, type ServiceName, serviceNames } from './service-names';
import { StackError } from './stack-error';

/** What the programs of one stack need to know. */
export interface Surroundings {
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly databaseUrls: Readonly<Record<ServiceName, string>>;
  /** Null for none. */
  readonly redisUrl: string | null;
  readonly demoData: boolean;
  /** How many times as much; null for what is there already. */
  readonly demoScale: number | null;
  /** The environment of the stack itself: what it does not decide is passed on. */
  readonly env: NodeJS.ProcessEnv;
}

/** In it what one request makes dies before it is ever copied. Only the command line can set it. */
const youngGeneration = '--max-semi-space-size=64';

/** Three folders up from the build, as from the sources. */
const repository = join(__dirname, '..', '..', '..');

/** What one service is told and the others are not. */
const ownVariables: Partial<Record<ServiceName, (surroundings: Surroundings) => NodeJS.ProcessEnv>> = {
  users: ({ secrets, ports }) => ({
    ACCESS_TOKEN_SIGNING_KEYS: secrets.ACCESS_TOKEN_SIGNING_KEYS,
    REFRESH_TOKEN_KEYS: secrets.REFRESH_TOKEN_KEYS,
    GRAPH_URL: `http://127.0.0.1:${ports.gateway}/graphql`,
  }),
  content: ({ ports }) => ({ BILLING_URL: `http://127.0.0.1:${ports.billing}` }),
};

/** How a service is run. */
export function serviceProgram(name: ServiceName, surroundings: Surroundings): NodeProgram {
  const { ports, secrets, databaseUrls, demoData, demoScale, env } = surroundings;
  return {
    name,
    file: entryOf(name),
    nodeOptions: [youngGeneration],
    args: [],
    env: {
      ...commonEnv(ports[name], surroundings),
      DATABASE_URL: databaseUrls[name],
      CURSOR_SECRET: secrets.CURSOR_SECRET,
      PUBLIC_SITE_URL: env.PUBLIC_SITE_URL ?? 'http://localhost:3000',
      DEMO_DATA: String(demoData),
      ...(demoScale !== null && { DEMO_SCALE: String(demoScale) }),
      ...ownVariables[name]?.(surroundings),
    },
    readyUrl: readyUrl(ports[name]),
  };
}

/** How the gateway is run. It is no part of our packages: it is found where it stands, as anyone would run it. */
export function gatewayProgram(configFile: string, surroundings: Surroundings): NodeProgram {
  const port = surroundings.ports.gateway;
  const supergraph = join(repository, 'schema', 'supergraph.graphql');
  return {
    name: 'gateway',
    file: builtFile(join(repository, 'gateway', 'dist', 'main.js')),
    // As the command's own first line says.
    nodeOptions: [youngGeneration],
    args: ['--supergraph', supergraph, '--port', String(port), '--config', configFile],
    env: commonEnv(port, surroundings),
    readyUrl: readyUrl(port),
  };
}

function commonEnv(port: number, { secrets, redisUrl, env }: Surroundings): NodeJS.ProcessEnv {
  const inherited = { ...env };
  for (const name of serviceNames) delete inherited[databaseVariable(name)];
  // It would give all of them one name.
  delete inherited.OTEL_SERVICE_NAME;
  return {
    ...inherited,
    PORT: String(port),
    HOST: '127.0.0.1',
    SUBGRAPH_SIGNING_KEYS: secrets.SUBGRAPH_SIGNING_KEYS,
    LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
    ...(redisUrl !== null && { REDIS_URL: redisUrl }),
  };
}

function readyUrl(port: number): string {
  return `http://127.0.0.1:${port}/ready`;
}

function entryOf(name: ServiceName): string {
  try {
    return require.resolve(`@nutgraf/${name}/main`);
  } catch {
    return builtFile(join(repository, 'services', name, 'dist', 'main.js'));
  }
}

function builtFile(path: string): string {
  if (existsSync(path)) return path;
  throw new StackError(`${path} does not exist: run "npm run build" first.`);
}
