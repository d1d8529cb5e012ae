import { longestTag, namedTag, subgraphTag, typeTag } from '@nutgraf/contract/cache-stamps';
import { ConfigError } from '../config-error';
import { readConfigFile } from '../config-file';
import { redisSchema } from '../redis.schema';
import { type Flags, helpHint } from './flags';
import { type HelpTopic } from './usage';

export const statsFlags = ['config', 'redis'] as const;
export const purgeFlags = ['config', 'redis', 'subgraph', 'type', 'tag'] as const;

/** A part of what is kept. */
export interface PurgeTarget {
  readonly tag: string;
  /** For people. */
  readonly name: string;
}

/** Look after what is kept in a Redis, by its URL. */
export type CacheCommand =
  | { readonly kind: 'cache stats'; readonly redis: string }
  | {
      readonly kind: 'cache purge';
      readonly redis: string;
      /** None for all that is kept. */
      readonly targets: readonly PurgeTarget[];
    };

/** @throws ConfigError that says which argument or setting is wrong. */
export async function readStats({ values }: Flags<(typeof statsFlags)[number]>): Promise<CacheCommand> {
  return { kind: 'cache stats', redis: await redisUrl('cache stats', values) };
}

/** @throws ConfigError that says which argument or setting is wrong. */
export async function readPurge({ values }: Flags<(typeof purgeFlags)[number]>): Promise<CacheCommand> {
  const targets: PurgeTarget[] = [];
  const add = (flag: string, form: string, name: string, tag: string | undefined) => {
    if (tag === undefined) throw new ConfigError(`--${flag} must be ${form}, not "${name}".`);
    // eslint-disable-next-line no-control-regex -- which no kept tag has
    if (tag.length > longestTag || /[\u0000-\u001f\u007f-\u009f]/.test(tag)) {
      throw new ConfigError(
        `--${flag} must be of ${longestTag} characters at most, without control characters.`,
      );
    }
    targets.push({ tag, name: `${flag} ${name}` });
  };
  const { subgraph, type, tag } = values;
  if (subgraph !== undefined) {
    add('subgraph', 'a name', subgraph, subgraph === '' ? undefined : subgraphTag(subgraph));
  }
  if (type !== undefined) {
    const [, owner, name] = /^(.+)\.(\w+)$/.exec(type) ?? [];
    add('type', 'SUBGRAPH.TYPE', type, owner && name && typeTag(owner, name));
  }
  if (tag !== undefined) {
    const [, owner, name] = /^([^:]+):(.+)$/s.exec(tag) ?? [];
    add('tag', 'SUBGRAPH:NAME', tag, owner && name && namedTag(owner, name));
  }
  return { kind: 'cache purge', redis: await redisUrl('cache purge', values), targets };
}

async function redisUrl(
  topic: HelpTopic,
  { redis, config }: { readonly redis?: string; readonly config?: string },
): Promise<string> {
  if (redis !== undefined) {
    const { success } = redisSchema.safeParse({ url: redis });
    if (!success) throw new ConfigError('--redis must be a URL such as redis://127.0.0.1:6379.');
    return redis;
  }
  if (config === undefined) {
    throw new ConfigError(`--redis URL or --config FILE is missing. ${helpHint(topic)}`);
  }
  const { redis: section } = await readConfigFile(config);
  if (!section) {
    throw new ConfigError(`${config} names no Redis: add redis: { url: URL } to it, or say --redis URL.`);
  }
  return section.url;
}
