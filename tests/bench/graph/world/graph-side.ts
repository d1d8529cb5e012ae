import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import { gatewaySettings } from '@nutgraf/stack/gateway-config';
import { gatewayFacts } from '@nutgraf/stack/gateway-facts';
import { gatewayProgram } from '@nutgraf/stack/programs';
import { persistedIds } from '../operations';
import { type Side } from './side';
import { isOk, startProgram } from './start-program';
import { type ByService, type System } from './system';

const ids = persistedIds();

/** A gateway of its own before the services of the system, as `npm start` runs one but for its cache. */
export async function startGraphSide(
  system: System,
  cache: boolean,
  serviceUrls: ByService<string> = system.serviceUrls,
): Promise<Side> {
  const { children, secrets, databaseUrls, redis, servicePids, postgresPid } = system;
  const name = cache ? 'cache on' : 'cache off';
  const port = await findFreePort();
  const file = join(system.folder, `gateway-${port}.yaml`);
  await writeFile(file, JSON.stringify(settings(system, cache, serviceUrls)));
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'development' };
  const {
    args,
    file: program,
    nodeOptions = [],
    env,
    readyUrl,
  } = gatewayProgram(file, {
    ports: { ...system.ports, gateway: port },
    secrets,
    databaseUrls,
    redisUrl: redis.url,
    demoData: true,
    demoScale: system.scale,
    env: environment,
  });
  const launch = {
    command: process.execPath,
    args: [...nodeOptions, program, ...args],
    env: env as Record<string, string>,
  };
  const child = await startProgram(children, `gateway-${port}`, launch, () => isOk(readyUrl));
  return {
    name,
    origin: `http://127.0.0.1:${port}`,
    pids: { front: child.pid!, ...servicePids, postgres: postgresPid, redis: redis.pid },
    request: ({ operationName, variables }, headers) => ({
      method: 'POST',
      path: '/graphql',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        variables,
        extensions: { persistedQuery: { version: 1, sha256Hash: ids.get(operationName) } },
      }),
    }),
    dataOf: (answer) => withoutTypenames((answer as { data: unknown }).data),
    stop: () => children.stop(child),
  };
}

function settings({ ports }: System, cache: boolean, serviceUrls: ByService<string>) {
  const usual = gatewaySettings({ ...gatewayFacts(ports, true, {}), urls: serviceUrls, hasRedis: true });
  return { ...usual, cache: { ...usual.cache, enabled: cache } };
}

/** REST has no names of types; only what tells the members of a union apart is asked for on both sides. */
function withoutTypenames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypenames);
  if (typeof value !== 'object' || value === null) return value;
  const isUnion = '__typename' in value && String(value.__typename).endsWith('Content');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isUnion || key !== '__typename')
      .map(([key, child]) => [key, withoutTypenames(child)]),
  );
}
