import { type z } from 'zod';

/** Any schema of a setting. */
export type Schema = z.core.$ZodType;

/** Stands for each name of a record and each place of a list. */
export const each = '*';

/** What zod schemas hold inside; the union of the definitions that can stand in a config. */
interface Definition {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
}

const definitionOf = (schema: Schema) => schema._zod.def as Definition;

/** The schemas that describe what people write at one place: without optional, default and transform; each of a union. */
export function written(schema: Schema): readonly Schema[] {
  const { innerType, in: input, options } = definitionOf(schema);
  const inner = innerType ?? input;
  if (inner) return written(inner);
  return options ? options.flatMap(written) : [schema];
}

/** The settings inside one, by name; {@link each} for those of a record or a list. */
export function settingsIn(schema: Schema): ReadonlyMap<string, Schema> {
  return new Map(
    written(schema).flatMap((one) => {
      const { shape, element, valueType } = definitionOf(one);
      const any = element ?? valueType;
      return [...Object.entries(shape ?? {}), ...(any ? [[each, any] as const] : [])];
    }),
  );
}

/** The schema of the setting at a path, `undefined` where there is none. */
export function settingAt(schema: Schema, path: readonly PropertyKey[]): Schema | undefined {
  return path.reduce<Schema | undefined>((at, name) => {
    const inside = at && settingsIn(at);
    return inside?.get(String(name)) ?? inside?.get(each);
  }, schema);
}
