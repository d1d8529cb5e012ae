import { resolve } from 'node:path';

import { examples } from '@nutgraf/client/examples';
import { personaPassword, personas } from '@nutgraf/kit/demo/personas';
import { z } from 'zod';

import { type GatewayFacts } from './gateway-config';
import { playgroundSettings } from './playground';
import { type Ports } from './ports';
import { byService } from './service-names';
import { StackError } from './stack-error';
import { webOrigins } from './web-origins';

/** What `TRUSTED_DOCUMENTS` may be, and what the gateway's settings call it. */
const modes: Readonly<Record<string, Omit<GatewayFacts['trustedDocuments'], 'manifests'>>> = {
  off: { mode: 'off' },
  log: { mode: 'log' },
  enforce: { mode: 'enforce' },
  // The scope of administrators.
  'enforce-except-staff': { mode: 'enforce', allowUnknownFor: { scopes: ['admin:accounts'] } },
};

/**
 * What the environment decides about the gateway.
 * @param demoData Whether there are people whom the playground may sign in as.
 * @throws StackError that names the variable that is wrong.
 */
export function gatewayFacts(
  ports: Ports,
  demoData: boolean,
  env: NodeJS.ProcessEnv,
): Omit<GatewayFacts, 'hasRedis'> {
  const isProduction = env.NODE_ENV === 'production';
  const people = demoData ? personas : [];
  return {
    urls: byService((name) => `http://127.0.0.1:${ports[name]}`),
    webOrigins: webOrigins(env),
    secureCookies: booleanOf('COOKIE_SECURE', env) ?? isProduction,
    trustedProxies: countOf('TRUSTED_PROXIES', env),
    trustedDocuments: { ...modeOf(env), manifests: manifestsOf(env) },
    playground: isProduction ? null : playgroundSettings(people, personaPassword, examples),
  };
}

function modeOf({ TRUSTED_DOCUMENTS: given }: NodeJS.ProcessEnv) {
  const name = given === undefined || given === '' ? 'off' : given;
  const mode = Object.hasOwn(modes, name) ? modes[name] : undefined;
  if (mode) return mode;
  throw new StackError(
    `TRUSTED_DOCUMENTS must be ${Object.keys(modes).join(', ')}; "${name}" is none of them.`,
  );
}

/** That of the typed client, and those that the environment names. */
function manifestsOf({ TRUSTED_DOCUMENTS_MANIFESTS: named = '' }: NodeJS.ProcessEnv): readonly string[] {
  const files = named.split(',').flatMap((file) => file.trim() || []);
  return [require.resolve('@nutgraf/client/persisted-documents.json'), ...files.map((file) => resolve(file))];
}

function booleanOf(name: string, env: NodeJS.ProcessEnv): boolean | undefined {
  if (!env[name]) return undefined;
  const { success, data } = z.stringbool().safeParse(env[name]);
  if (!success) throw new StackError(`${name} must be true or false.`);
  return data;
}

function countOf(name: string, env: NodeJS.ProcessEnv): number {
  const text = env[name] ?? '';
  if (/^\d{0,2}$/.test(text)) return Number(text);
  throw new StackError(`${name} must be a number of proxies, such as 1; "${text}" is none.`);
}
