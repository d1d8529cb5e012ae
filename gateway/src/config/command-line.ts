import { ConfigError } from './config-error';
import { type CacheCommand, purgeFlags, readPurge, readStats, statsFlags } from './command/cache-arguments';
import { helpHint, parseFlags } from './command/flags';
import { type PlanCommand, planFlags, readPlanCommand } from './command/plan-arguments';
import { readServeSettings, serveFlags, type ServeSettings } from './command/serve-arguments';
import { type HelpTopic, usage } from './command/usage';
import { type GatewayConfigInput } from './gateway-config';
import { suggest } from './suggest';
import { type SupergraphSource } from './supergraph/supergraph-source';

export type Command =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'plan'; readonly command: PlanCommand }
  | CacheCommand
  | { readonly kind: 'config check'; readonly file: string }
  | { readonly kind: 'config print'; readonly serving: ServeSettings }
  | { readonly kind: 'config schema' }
  | {
      readonly kind: 'serve';
      readonly options: Omit<GatewayConfigInput, 'supergraph'> & { readonly supergraph: SupergraphSource };
    };

/**
 * Reads the arguments and the config file they name.
 * @throws ConfigError that says which argument or setting is wrong.
 */
export async function readCommandLine(args: readonly string[]): Promise<Command> {
  const [name, ...rest] = args;
  if (name === 'plan') return readPlan(rest);
  if (name === 'config') return readConfig(rest);
  if (name === 'cache') return readCache(rest);
  const flags = parseFlags('serve', args, serveFlags);
  if (flags.help) return help('serve');
  const [word] = flags.positionals;
  if (word !== undefined) {
    const hint = `${suggest(word, ['plan', 'config', 'cache'])} To serve, name no command. ${helpHint('serve')}`;
    throw new ConfigError(`There is no command "${word}". ${hint}`);
  }
  const { settings, supergraph } = await readServeSettings(flags);
  if (supergraph === undefined) {
    const place = 'on the command line, or as supergraph: { file: FILE } in the config file';
    throw new ConfigError(`--supergraph FILE is missing: name it ${place}. ${helpHint('serve')}`);
  }
  return { kind: 'serve', options: { ...settings, supergraph } };
}

async function readPlan(args: readonly string[]): Promise<Command> {
  const flags = parseFlags('plan', args, planFlags);
  if (flags.help) return help('plan');
  refuseWords('plan', flags.positionals);
  return { kind: 'plan', command: await readPlanCommand(flags) };
}

async function readConfig([name, ...args]: readonly string[]): Promise<Command> {
  if (name === undefined || name === '--help' || name === '-h') return help('config');
  const topic = `config ${name}`;
  switch (topic) {
    case 'config check': {
      const flags = parseFlags(topic, args, []);
      if (flags.help) return help(topic);
      const [file, ...more] = flags.positionals;
      if (file === undefined) throw new ConfigError(`FILE is missing. ${helpHint(topic)}`);
      refuseWords(topic, more);
      return { kind: topic, file };
    }
    case 'config print': {
      const flags = parseFlags(topic, args, serveFlags);
      if (flags.help) return help(topic);
      refuseWords(topic, flags.positionals);
      return { kind: topic, serving: await readServeSettings(flags) };
    }
    case 'config schema': {
      const flags = parseFlags(topic, args, []);
      if (flags.help) return help(topic);
      refuseWords(topic, flags.positionals);
      return { kind: topic };
    }
    default: {
      const hint = `${suggest(name, ['check', 'print', 'schema'])} ${helpHint('config')}`;
      throw new ConfigError(`There is no command "${topic}". ${hint}`);
    }
  }
}

async function readCache([name, ...args]: readonly string[]): Promise<Command> {
  if (name === undefined || name === '--help' || name === '-h') return help('cache');
  const topic = `cache ${name}`;
  switch (topic) {
    case 'cache stats': {
      const flags = parseFlags(topic, args, statsFlags);
      if (flags.help) return help(topic);
      refuseWords(topic, flags.positionals);
      return readStats(flags);
    }
    case 'cache purge': {
      const flags = parseFlags(topic, args, purgeFlags);
      if (flags.help) return help(topic);
      refuseWords(topic, flags.positionals);
      return readPurge(flags);
    }
    default: {
      const hint = `${suggest(name, ['stats', 'purge'])} ${helpHint('cache')}`;
      throw new ConfigError(`There is no command "${topic}". ${hint}`);
    }
  }
}

function help(topic: HelpTopic): Command {
  return { kind: 'help', text: usage[topic] };
}

function refuseWords(topic: HelpTopic, [word]: readonly string[]): void {
  if (word !== undefined) throw new ConfigError(`"${word}" is one argument too many. ${helpHint(topic)}`);
}
