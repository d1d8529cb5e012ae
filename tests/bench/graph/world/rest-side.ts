import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import { serviceNames } from '@nutgraf/stack/service-names';
import { ourNodeFlags } from '../../gateways/gateway-kind';
import { type Side } from './side';
import { isOk, startProgram } from './start-program';
import { type ByService, type System } from './system';

const rest = join(__dirname, '..', 'rest');

/** The three services written by hand, each with its own database. */
export interface RestServices {
  readonly urls: ByService<string>;
  readonly pids: ByService<number>;
}

/** @param prepared whether they prepare their statements, as the graph's services do and few write by hand */
export async function startRestServices(system: System, prepared: boolean): Promise<RestServices> {
  const started = await Promise.all(
    serviceNames.map(async (name) => {
      const env = {
        DATABASE_URL: system.databaseUrls[name],
        CURSOR_SECRET: system.secrets.CURSOR_SECRET,
        PUBLIC_SITE_URL: 'http://localhost:3000',
        ...(prepared && { PREPARED: 'true' }),
      };
      return [name, await startExpress(system, name, env)] as const;
    }),
  );
  const of = <T>(value: (program: Express) => T) =>
    Object.fromEntries(started.map(([name, program]) => [name, value(program)])) as ByService<T>;
  return { urls: of(({ url }) => url), pids: of(({ pid }) => pid) };
}

/** An aggregator before the services written by hand. */
export async function startRestSide(
  system: System,
  services: RestServices,
  urls: ByService<string> = services.urls,
): Promise<Side> {
  const env = {
    USERS_URL: urls.users,
    CONTENT_URL: urls.content,
    BILLING_URL: urls.billing,
    JWKS_URL: `${system.serviceUrls.users}/.well-known/jwks.json`,
  };
  const { url, pid, stop } = await startExpress(system, 'aggregator', env);
  return {
    name: 'aggregator',
    origin: url,
    pids: { front: pid, ...services.pids, postgres: system.postgresPid, redis: system.redis.pid },
    request: ({ path, variables, isWrite }, headers) =>
      isWrite
        ? {
            method: 'POST',
            path,
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(variables.input),
          }
        : { method: 'GET', path, headers },
    dataOf: (answer) => answer,
    stop,
  };
}

interface Express {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** With the settings of the collector that ours have. */
async function startExpress(
  { children }: System,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<Express> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const launch = {
    command: process.execPath,
    args: [...ourNodeFlags, join(rest, name, 'main.js')],
    env: { ...env, PORT: String(port) },
  };
  const child = await startProgram(children, `rest-${name}-${port}`, launch, () => isOk(`${url}/health`));
  return { url, pid: child.pid!, stop: () => children.stop(child) };
}
