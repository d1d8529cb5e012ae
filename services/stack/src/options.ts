import { parseArgs } from 'node:util';

import { largestDemoScale } from '@nutgraf/kit/demo/largest-scale';

import { databaseVariable, serviceNames } from './service-names';
import { StackError } from './stack-error';

/** What was asked for on the command line. */
export interface StackOptions {
  readonly port: number;
  readonly reset: boolean;
  /** How many times as much demo data; null for what is there already, or once. */
  readonly scale: number | null;
  readonly help: boolean;
}

/** What `--help` prints. */
export const helpText = `npm start: the whole system on this machine

  npm start -- --port 5000   gateway on this port (4000), services on the
                             next ones, PostgreSQL on port + 10
  npm start -- --reset       delete the embedded data first and start afresh
  npm start -- --scale 10    ten times as much demo data (up to 1000), loaded
                             into empty databases; later starts keep it
  npm start -- --help        this text

Environment
  ${serviceNames.map(databaseVariable).join(', ')}
                             a PostgreSQL of your own for a service
  REDIS_URL                  a Redis; without it one on port 6379 is used if
                             there is one
  CORS_ORIGINS               origins of web apps, between commas (common
                             development servers)
  TRUSTED_PROXIES            proxies in front through which every request
                             comes (0): without it all their clients share
                             one address, one budget and one throttle
  TRUSTED_DOCUMENTS          off, log or enforce: then no other operations are
                             served than the typed client's and those of
                             TRUSTED_DOCUMENTS_MANIFESTS, so the playground is
                             of no use; or enforce-except-staff: administrators
                             may send any, and use it
  TRUSTED_DOCUMENTS_MANIFESTS
                             persisted-documents.json of your own, between
                             commas
  NODE_ENV                   production: no playground, inbox, demo data or
                             introspection; needs SMTP_URL and MAIL_FROM
  SMTP_URL, MAIL_FROM        mails are sent, instead of kept for the inbox
  NUTGRAF_DATA_DIR           where the data lives (.nutgraf)
  DEMO_DATA                  false loads none (the default if NODE_ENV is
                             production)
  LOG_LEVEL                  how much the services tell (warn)
`;

/** PostgreSQL's port is 10 above and must stay below 32768, where the system's own range begins. */
const highestPort = 32_757;

/**
 * Reads the arguments after `npm start --`.
 * @throws StackError on an unknown flag, an unusable port or scale.
 */
export function parseOptions(args: readonly string[]): StackOptions {
  const { port, reset, scale, help } = parse(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > highestPort) {
    throw new StackError(`--port must be a number from 1 to ${highestPort}, not "${port}".`);
  }
  if (
    scale !== undefined &&
    (!/^\d{1,4}$/.test(scale) || Number(scale) < 1 || Number(scale) > largestDemoScale)
  ) {
    throw new StackError(`--scale must be a whole number from 1 to ${largestDemoScale}, not "${scale}".`);
  }
  return { port: Number(port), reset, scale: scale === undefined ? null : Number(scale), help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4000' },
        scale: { type: 'string' },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ', 1);
    throw new StackError(`${sentence}; "npm start -- --help" shows what there is.`, { cause: error });
  }
}
