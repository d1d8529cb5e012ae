import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import { parseFieldSet, printFieldSet } from '../supergraph/field-set';
import { argument, withArgument } from '../supergraph/join-directives';

/** A field with the arguments that a requirement gives it. */
export interface ArgumentedField {
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/** By the name under which the planner knows it. */
export type RequiredArguments = ReadonlyMap<string, ArgumentedField>;

/** No schema may have names that begin so (GraphQL specification, 2.1.9), and `dataKey` makes none. */
const prefix = '__r';

/**
 * The planner mixes up values where requirements ask one field with different arguments. So it gets a field without
 * arguments for each of them, which subgraphs are asked under that name as an alias.
 */
export function withoutRequiredArguments(supergraph: DocumentNode): {
  readonly document: DocumentNode;
  readonly fields: RequiredArguments;
} {
  const byText = new Map<string, string>();
  const fields = new Map<string, ArgumentedField>();
  const bare: DocumentNode = visit(supergraph, {
    Directive: (directive) => {
      const join = directive as ConstDirectiveNode;
      const requires = join.name.value === 'join__field' ? argument(join, 'requires') : undefined;
      if (!requires?.includes('(')) return undefined;
      const set = visit(parseFieldSet(requires), { Field: bareField });
      return withArgument(join, 'requires', { kind: Kind.STRING, value: printFieldSet(set) });
    },
  });
  if (fields.size === 0) return { document: supergraph, fields };
  const withFields = visit(bare, {
    FieldDefinition: () => false,
    ObjectTypeDefinition: (type) => ({ ...type, fields: type.fields?.flatMap(withBareFields) ?? [] }),
    InterfaceTypeDefinition: (type) => ({ ...type, fields: type.fields?.flatMap(withBareFields) ?? [] }),
  });
  return { document: withFields, fields };

  function bareField(field: FieldNode): FieldNode | undefined {
    if (!field.arguments?.length) return undefined;
    const text = `${field.name.value} ${field.arguments.map(print).sort().join(' ')}`;
    const name = byText.get(text) ?? `${prefix}${fields.size}_${field.name.value}`;
    byText.set(text, name);
    fields.set(name, { name: field.name.value, arguments: field.arguments });
    return { ...field, name: { kind: Kind.NAME, value: name }, arguments: [] };
  }

  function withBareFields(field: FieldDefinitionNode): readonly FieldDefinitionNode[] {
    const names = [...fields].filter(([, { name }]) => name === field.name.value).map(([name]) => name);
    const bareOnes = names.map((value) => ({
      ...field,
      name: { kind: Kind.NAME, value } as const,
      arguments: [],
    }));
    return [field, ...bareOnes];
  }
}

/** The operation of a subgraph, which knows no such fields: their names become aliases. */
export function withRequiredArguments(operation: string, fields: RequiredArguments): string {
  if (fields.size === 0 || !operation.includes(prefix)) return operation;
  const document: DocumentNode = visit(parse(operation, { noLocation: true }), {
    Field: (field) => {
      const known = fields.get(field.name.value);
      if (!known) return undefined;
      const name = { kind: Kind.NAME, value: known.name } as const;
      return { ...field, alias: field.alias ?? field.name, name, arguments: known.arguments };
    },
  });
  return print(document);
}
