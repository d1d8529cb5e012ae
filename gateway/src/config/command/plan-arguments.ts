import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { ConfigError } from '../config-error';
import { sourceNamed, type SupergraphSource } from '../supergraph/supergraph-source';
import { type Flags, helpHint } from './flags';

export const planFlags = ['supergraph', 'operation', 'operation-name', 'variables'] as const;

/** Plan operations instead of serving them. */
export interface PlanCommand {
  readonly supergraph: SupergraphSource;
  /** What to call the document in messages, such as its file. */
  readonly source: string;
  readonly document: string;
  /** Without one, all operations of the document are planned. */
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @throws ConfigError that says which argument is missing or wrong. */
export async function readPlanCommand({ values }: Flags<(typeof planFlags)[number]>): Promise<PlanCommand> {
  const { supergraph, operation } = values;
  if (supergraph === undefined) throw new ConfigError(`--supergraph FILE is missing. ${helpHint('plan')}`);
  if (operation === undefined) throw new ConfigError(`--operation FILE is missing. ${helpHint('plan')}`);
  return {
    supergraph: sourceNamed(supergraph),
    source: operation === '-' ? 'standard input' : operation,
    document: await readDocument(operation),
    operationName: values['operation-name'],
    variables: variablesOf(values.variables ?? '{}'),
  };
}

async function readDocument(source: string): Promise<string> {
  if (source === '-') return text(process.stdin);
  try {
    return await readFile(source, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`The operation ${source} cannot be read: ${code}.`);
  }
}

function variablesOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Said below.
  }
  throw new ConfigError('--variables must be a JSON object, such as \'{"withBody": true}\'.');
}
