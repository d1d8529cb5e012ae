import { readConfig, serviceEnvironment, type ServiceConfig } from '@nutgraf/kit/config';
import { z } from 'zod';

const contentEnvironment = {
  ...serviceEnvironment,
  /** `http://host:port` of the billing service: its event feed, and who may read what. */
  BILLING_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
} as const;

export type ContentConfig = ServiceConfig & { readonly BILLING_URL: string };

/** @throws ConfigError that names every variable that is missing or wrong. */
export function readContentConfig(environment: Readonly<Record<string, string | undefined>>): ContentConfig {
  return readConfig(contentEnvironment, environment);
}
