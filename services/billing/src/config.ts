import { readConfig, serviceEnvironment, type ServiceConfig } from '@nutgraf/kit/config';

export type BillingConfig = ServiceConfig;

/** @throws ConfigError that lists every variable that is missing or wrong. */
export function readBillingConfig(environment: Readonly<Record<string, string | undefined>>): BillingConfig {
  return readConfig(serviceEnvironment, environment);
}
