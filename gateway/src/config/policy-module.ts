import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type DecidePolicies } from '../operation/policies/decide-policies';
import { ConfigError } from './config-error';

/**
 * Loads the function that decides on policies: the default export of an ES module, or what a CommonJS module exports.
 * @throws ConfigError that says what is wrong with the file.
 */
export function readPolicyModule(file: string): DecidePolicies {
  const path = resolve(file);
  const decide = defaultOf(load(path, file));
  if (typeof decide === 'function') return decide as DecidePolicies;
  throw new ConfigError(`The policy module ${file} must have a function as its default export.`);
}

function load(path: string, file: string): unknown {
  try {
    return createRequire(__filename)(path) as unknown;
  } catch (error) {
    const [reason] = String((error as Error).message).split('\n');
    throw new ConfigError(`The policy module ${file} cannot be loaded: ${reason}`, { cause: error });
  }
}

function defaultOf(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
}
