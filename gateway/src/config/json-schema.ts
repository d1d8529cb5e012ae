import { z } from 'zod';
import { ConfigError } from './config-error';
import { gatewayConfigSchema } from './gateway-config';
import { each } from './setting-schemas';

type Json = z.core.JSONSchema.BaseSchema;

/** A value may stand in the environment, wherever something else than any text is expected. */
const variable = { $ref: '#/definitions/variable' };

const definitions = {
  variable: { type: 'string', pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}', title: 'an environment variable' },
} as const;

/**
 * The JSON Schema of the config file, draft 7, for editors.
 * @param comments help for each setting by its path, such as `subgraphs.*.url`
 * @throws ConfigError that names the settings without one.
 */
export function configJsonSchema(comments: ReadonlyMap<string, string>): object {
  const missing: string[] = [];
  const root = decorated(withoutChangingDefaults(), []);
  if (missing.length > 0) throw new ConfigError(`These settings have no TSDoc: ${missing.join(', ')}.`);
  const { $schema, ...rest } = root;
  return { $schema, title: 'Config of nutgraf-gateway', ...rest, definitions };

  function decorated(schema: Json, path: readonly string[]): Json {
    const at = (name: string, inner: unknown) => described(inner as Json, [...path, name]);
    const { properties, additionalProperties, items, anyOf, propertyNames: _, maximum, ...rest } = schema;
    const result: Json = {
      ...rest,
      // That of all whole numbers says nothing.
      ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && { maximum }),
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, inner]) => [name, at(name, inner)]),
        ),
      }),
      ...(typeof additionalProperties === 'object'
        ? { additionalProperties: decorated(additionalProperties, [...path, each]) }
        : additionalProperties !== undefined && { additionalProperties }),
      ...(typeof items === 'object' && { items: decorated(items as Json, [...path, each]) }),
      ...(anyOf && { anyOf: anyOf.map((one) => decorated(one, path)) }),
    };
    return takesVariable(result) ? orVariable(result) : result;
  }

  function described(schema: Json, path: readonly string[]): Json {
    const description = comments.get(path.join('.'));
    if (description === undefined) missing.push(path.join('.'));
    return { ...(description !== undefined && { description }), ...decorated(schema, path) };
  }
}

/** Whether text like `${NAME}` would be refused, though what stands there may be right. */
function takesVariable({ type, format, pattern, enum: values }: Json): boolean {
  if (type === 'string') return [format, pattern, values].some((constraint) => constraint !== undefined);
  return type === 'number' || type === 'integer' || type === 'boolean';
}

function orVariable({ default: value, description, ...schema }: Json): Json {
  return {
    ...(description !== undefined && { description }),
    ...(value !== undefined && { default: value }),
    anyOf: [schema, variable],
  };
}

/** Defaults that depend on where the gateway runs are told by the comments. */
function withoutChangingDefaults(): Json {
  const one = schemaIn({ NODE_ENV: 'production', LOG_LEVEL: 'error' });
  return common(one, schemaIn({})) as Json;
}

function schemaIn(environment: NodeJS.ProcessEnv): Json {
  const before = process.env;
  process.env = environment;
  try {
    return z.toJSONSchema(gatewayConfigSchema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  } finally {
    process.env = before;
  }
}

/** What both say; of defaults only those that are settings by themselves. */
function common(one: unknown, other: unknown): unknown {
  if (Array.isArray(one)) return one.map((item, index) => common(item, (other as unknown[])[index]));
  if (typeof one !== 'object' || one === null) return one;
  const twin = other as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(one)
      .filter(([key, value]) => key !== 'default' || isSameSetting(value, twin[key]))
      .map(([key, value]) => [key, common(value, twin[key])]),
  );
}

function isSameSetting(one: unknown, other: unknown): boolean {
  const isMapping = typeof one === 'object' && one !== null && !Array.isArray(one);
  return !isMapping && JSON.stringify(one) === JSON.stringify(other);
}
