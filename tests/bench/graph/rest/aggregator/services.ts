import { Pool } from 'undici';
import { callerHeader, environment } from '../serve';

type Name = 'users' | 'content' | 'billing';

const pools: Record<Name, Pool> = {
  users: new Pool(environment('USERS_URL'), { connections: 64 }),
  content: new Pool(environment('CONTENT_URL'), { connections: 64 }),
  billing: new Pool(environment('BILLING_URL'), { connections: 64 }),
};

/** Who asks, in the form in which services are told; undefined for a guest. */
export type CallerText = string | undefined;

/** Asks a service; null for what does not exist. */
export function get(name: Name, path: string, caller?: CallerText): Promise<unknown> {
  return ask(name, {
    method: 'GET',
    path,
    ...(caller !== undefined && { headers: { [callerHeader]: caller } }),
  });
}

export function post(name: Name, path: string, body: unknown, caller: CallerText): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(caller !== undefined && { [callerHeader]: caller }),
  };
  return ask(name, { method: 'POST', path, headers, body: JSON.stringify(body) });
}

async function ask(name: Name, options: Parameters<Pool['request']>[0]): Promise<unknown> {
  const { statusCode, body } = await pools[name].request(options);
  const text = await body.text();
  if (statusCode === 404) return null;
  if (statusCode !== 200) throw new Error(`${name} answered ${statusCode} to ${options.path}`);
  return JSON.parse(text);
}
