import { parseArgs } from 'node:util';

export interface Options {
  /** Names of operations. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** Of one operation to one side in one round. */
  readonly requests: number;
  readonly connections: number;
  /** How many times the demo data. */
  readonly scale: number;
  /** Whether the aggregator prepares its statements. */
  readonly prepared: boolean;
  /** To each side, before anything is measured. */
  readonly warmUp: number;
}

/** What `--help` prints. */
export function usage(operations: readonly string[]): string {
  return `npm run bench:graph -- [options]: the typed client's operations through the
whole system, with the gateway's cache off and on, beside a REST aggregator
that does the same work with the same SQL.

  --only A,B         these operations (default: all):
${operations.map((name) => `                       ${name}\n`).join('')}  --rounds N         interleaved rounds (default 3)
  --requests N       of one operation to one side in one round (default 200)
  --connections N    requests at a time (default 8)
  --scale N          times the demo data (default 10)
  --prepared         the aggregator prepares its statements, as the graph does
  --quick            1 round of 60 requests: a look, not a measurement
  --help             this text
`;
}

/**
 * @returns null where help was asked for
 * @throws Error that says which option is wrong
 */
export function readOptions(args: readonly string[], operations: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      requests: { type: 'string' },
      connections: { type: 'string' },
      scale: { type: 'string' },
      prepared: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    only: namesIn(values.only, operations) ?? operations,
    rounds: countIn('rounds', values.rounds, 100) ?? (values.quick ? 1 : 3),
    requests: countIn('requests', values.requests, 100_000) ?? (values.quick ? 60 : 200),
    connections: countIn('connections', values.connections, 50) ?? 8,
    scale: countIn('scale', values.scale, 1_000) ?? 10,
    prepared: values.prepared,
    warmUp: values.quick ? 400 : 2_500,
  };
}

function namesIn(text: string | undefined, known: readonly string[]): string[] | undefined {
  const names = text?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  throw new Error(`--only ${unknown}: there is ${known.join(', ')}.`);
}

function countIn(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= most) return count;
  throw new Error(`--${option} ${text}: expected a whole number from 1 to ${most}.`);
}
