import { parseArgs } from 'node:util';
import { ConfigError } from '../config-error';
import { suggest } from '../suggest';
import { type HelpTopic } from './usage';

/** Arguments as they were given. */
export interface Flags<Name extends string> {
  readonly values: Partial<Record<Name, string>>;
  readonly positionals: readonly string[];
  readonly help: boolean;
}

/**
 * @param topic the command whose arguments these are
 * @throws ConfigError on an unknown flag, or one without its value; it names the next step.
 */
export function parseFlags<Name extends string>(
  topic: HelpTopic,
  args: readonly string[],
  names: readonly Name[],
): Flags<Name> {
  const options = {
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' } as const])),
    help: { type: 'boolean', short: 'h' } as const,
  };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { help, ...given } = values as Record<string, string | boolean | undefined>;
    return { values: given as Partial<Record<Name, string>>, positionals, help: help === true };
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\. |\n/);
    const unknown = /^Unknown option '--([^']+)'$/.exec(sentence)?.[1];
    const reason = unknown === undefined ? `${sentence}.` : unknownFlag(unknown, [...names, 'help']);
    throw new ConfigError(`${reason} ${helpHint(topic)}`, { cause: error });
  }
}

/** Says where the arguments of a command are explained. */
export function helpHint(topic: HelpTopic): string {
  return `"nutgraf-gateway ${topic === 'serve' ? '' : `${topic} `}--help" explains the arguments.`;
}

function unknownFlag(name: string, names: readonly string[]): string {
  return `There is no argument --${name}. ${suggest(name, names, '--').replace(/^There are: .*/, '')}`.trim();
}
