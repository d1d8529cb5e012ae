import { type DocumentNode, type EnumValueNode, Kind, parse, print, type ValueNode, visit } from 'graphql';

/** Values by the enum values that stand for them. */
export type HiddenLiterals = ReadonlyMap<string, ValueNode>;

/** No enum value may begin so (GraphQL specification, 2.1.9). */
const prefix = '__literal_';

/**
 * Hides values that the planner would not say again as they are: it rounds numbers and prints infinity, makes integers
 * of floats, refuses integers beyond 64 bits, and prints a backspace as another character.
 */
export function withoutLiterals(document: DocumentNode): {
  readonly document: DocumentNode;
  readonly literals: HiddenLiterals;
} {
  const names = new Map<string, string>();
  const literals = new Map<string, ValueNode>();
  const hide = (value: ValueNode): EnumValueNode => {
    const text = print(value);
    const name = names.get(text) ?? `${prefix}${names.size}`;
    names.set(text, name);
    literals.set(name, value);
    return { kind: Kind.ENUM, value: name };
  };
  const hidden: DocumentNode = visit(document, {
    FloatValue: hide,
    IntValue: (value) => (Number.isSafeInteger(Number(value.value)) ? undefined : hide(value)),
    StringValue: (value) => (JSON.stringify(value.value) === `"${value.value}"` ? undefined : hide(value)),
  });
  return { document: hidden, literals };
}

/** The text of an operation with the values that were hidden. */
export function withLiterals(operation: string, literals: HiddenLiterals): string {
  if (literals.size === 0 || !operation.includes(prefix)) return operation;
  const restored: DocumentNode = visit(parse(operation, { noLocation: true }), {
    EnumValue: (value) => literals.get(value.value),
  });
  return print(restored);
}
