import { z } from 'zod';
import { each, type Schema, settingsIn } from './setting-schemas';

const secrets = z.registry<{ readonly isSecret: true }>();

/** What stands where a secret was. */
export const hidden = '[secret]';

/** Declares that nobody may read this setting's value in what the gateway prints. */
export function secret<Setting extends Schema>(schema: Setting): Setting {
  secrets.add(schema, { isSecret: true });
  return schema;
}

/** Paths of the secret settings, `*` standing for each name or place. */
export function secretPaths(schema: Schema, path: readonly string[] = []): readonly (readonly string[])[] {
  if (isSecret(schema)) return [path];
  return [...settingsIn(schema)].flatMap(([name, inner]) => secretPaths(inner, [...path, name]));
}

/** A copy of the value without its secrets: settings declared so, and what URLs hold of users, passwords and queries. */
export function withoutSecrets(schema: Schema, value: unknown): unknown {
  return secretPaths(schema).reduce(hideAt, withoutCredentials(value));
}

function isSecret(schema: Schema): boolean {
  const {
    innerType,
    in: input,
    options,
  } = schema._zod.def as {
    readonly innerType?: Schema;
    readonly in?: Schema;
    readonly options?: readonly Schema[];
  };
  if (secrets.has(schema)) return true;
  return [innerType, input, ...(options ?? [])].some((inner) => inner !== undefined && isSecret(inner));
}

function hideAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (value === undefined || name === undefined) return value === undefined ? value : hidden;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return name === each ? value.map((item) => hideAt(item, rest)) : (value as unknown);
  return mapValues(value, (inner, key) => (name === each || name === key ? hideAt(inner, rest) : inner));
}

function withoutCredentials(value: unknown): unknown {
  if (typeof value === 'string') return publicUrl(value);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(withoutCredentials) : mapValues(value, withoutCredentials);
}

function mapValues(value: object, map: (inner: unknown, key: string) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner, key)]));
}

/** A URL as it may be shown. Other text is not changed. */
export function publicUrl(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return text;
  const { username, password, search } = new URL(text);
  const query = search && text.slice(text.indexOf('?'));
  const open = query ? text.replace(query, `?${hidden}`) : text;
  return username || password ? open.replace(/^([^:]+:\/\/)[^/]*@/, `$1${hidden}@`) : open;
}
