import { join } from 'node:path';
import { type Ports, portsFrom } from '@nutgraf/stack/ports';
import { loadSecrets, type Secrets } from '@nutgraf/stack/secrets';
import { byService, type ServiceName } from '@nutgraf/stack/service-names';
import { findInFamily } from '../../measure/proc';
import { type Children } from '../../processes/children';
import { startStack } from '../../stack';
import { type RunningRedis, startRedis } from './redis';

export type ByService<T> = Readonly<Record<ServiceName, T>>;

/** The whole system as `npm start` runs it, and what one has to know to stand beside it. */
export interface System {
  readonly children: Children;
  /** For files of the run. */
  readonly folder: string;
  readonly redis: RunningRedis;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly databaseUrls: ByService<string>;
  readonly serviceUrls: ByService<string>;
  readonly servicePids: ByService<number>;
  readonly postgresPid: number;
  /** Where PostgreSQL writes. */
  readonly postgresLog: string;
  /** What the demo data is multiplied by. */
  readonly scale: number;
}

export async function startSystem(children: Children, folder: string, scale: number): Promise<System> {
  const redis = await startRedis(children);
  const stack = await startStack(
    { children, folder },
    {
      args: ['--scale', String(scale)],
      env: { REDIS_URL: redis.url },
    },
  );
  const ports = portsFrom(stack.port);
  const secrets = await loadSecrets(join(stack.folder, 'secrets.json'));
  const database = (name: ServiceName) =>
    `postgres://${name}:${secrets.postgresPasswords[name]}@127.0.0.1:${ports.postgres}/${name}`;
  return {
    children,
    folder,
    redis,
    ports,
    secrets,
    databaseUrls: byService(database),
    serviceUrls: byService((name) => `http://127.0.0.1:${ports[name]}`),
    servicePids: byService((name) => findInFamily(stack.pid, join('services', name, 'dist', 'main.js'))),
    postgresPid: findInFamily(stack.pid, join('bin', 'postgres')),
    postgresLog: join(stack.folder, 'postgres.log'),
    scale,
  };
}
