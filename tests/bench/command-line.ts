import { parseArgs } from 'node:util';

interface Named {
  readonly name: string;
}

/** What `--help` prints. */
export function usage(
  gateways: readonly Named[],
  scenarios: readonly (Named & { readonly about: string })[],
): string {
  return `npm run bench:gateway -- [options]: gateways side by side on the field's benchmark.

  --only A,B        these gateways: ${gateways.map(({ name }) => name).join(', ')}
  --scenario A,B    these scenarios (default: all but memory)
  --rounds N        interleaved rounds (default 5)
  --requests N      requests of one gateway in one round, at each number of connections (default 500)
  --quick           2 rounds of 100 requests: a look, not a measurement
  --memory          the scenario memory too, which takes minutes
  --help            this text

Scenarios:
${scenarios.map(({ name, about }) => `  ${name.padEnd(16)}  ${about}\n`).join('')}`;
}

export interface Options {
  readonly only: readonly string[];
  readonly scenarios: readonly string[];
  readonly rounds: number;
  readonly requests: number;
  /** Before a gateway is measured, so that its hot code is compiled. */
  readonly warmUp: number;
}

interface Known {
  readonly gateways: readonly string[];
  readonly scenarios: readonly string[];
}

/**
 * @returns null where help was asked for
 * @throws Error that says which option is wrong
 */
export function readOptions(args: readonly string[], known: Known): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      scenario: { type: 'string' },
      rounds: { type: 'string' },
      requests: { type: 'string' },
      quick: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const usual = known.scenarios.filter((name) => name !== 'memory' || values.memory);
  return {
    only: namesIn(values.only, known.gateways, 'only') ?? known.gateways,
    scenarios: namesIn(values.scenario, known.scenarios, 'scenario') ?? usual,
    rounds: countIn(values.rounds, 'rounds') ?? (values.quick ? 2 : 5),
    requests: countIn(values.requests, 'requests') ?? (values.quick ? 100 : 500),
    warmUp: values.quick ? 200 : 4_000,
  };
}

function namesIn(text: string | undefined, known: readonly string[], option: string): string[] | undefined {
  const names = text?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  throw new Error(`--${option} ${unknown}: there is ${known.join(', ')}.`);
}

function countIn(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`--${option} ${text}: expected a whole number above 0.`);
}
