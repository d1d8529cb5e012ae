import { type FieldNode, Kind, OperationTypeNode, parse, visit, type SelectionNode } from 'graphql';
import { type Feature } from './features';

/** Features that an operation's text shows. */
export function featuresOfOperation(
  query: string,
  isInterface: (name: string) => boolean,
): ReadonlySet<Feature> {
  const found = new Set<Feature>();
  const document = parse(query);
  const fieldNames = new Set<string>();
  visit(document, { Field: ({ name }) => void fieldNames.add(name.value) });
  let fragmentsAbove = 0;
  const condition = (name: string): void => {
    fragmentsAbove += 1;
    if (fragmentsAbove > 1) found.add('nested fragments');
    if (isInterface(name)) found.add('fragment on an interface');
  };
  const leave = (): void => void (fragmentsAbove -= 1);
  visit(document, {
    OperationDefinition: ({ operation, selectionSet }) => {
      if (operation === OperationTypeNode.MUTATION && selectionSet.selections.length > 1)
        found.add('several mutations');
    },
    Field: ({ name, alias }) => {
      if (name.value === '__typename') found.add(alias ? 'aliased __typename' : '__typename');
      if (alias && alias.value !== name.value && fieldNames.has(alias.value))
        found.add('alias like another field');
    },
    SelectionSet: ({ selections }) => {
      if (hasSeveralArguments(selections)) found.add('one field with several arguments');
    },
    FragmentSpread: () => void found.add('named fragment'),
    InlineFragment: {
      enter: ({ typeCondition }) => {
        found.add('inline fragment');
        condition(typeCondition?.name.value ?? '');
      },
      leave,
    },
    FragmentDefinition: { enter: ({ typeCondition }) => condition(typeCondition.name.value), leave },
    Directive: ({ name, arguments: given }) => {
      found.add(name.value === 'skip' ? '@skip' : '@include');
      found.add(given?.[0]?.value.kind === Kind.VARIABLE ? 'condition by variable' : 'condition by literal');
    },
    Argument: ({ value }) => {
      if (value.kind === Kind.VARIABLE) found.add('variable');
    },
    ObjectField: ({ value }) => {
      if (value.kind === Kind.VARIABLE) found.add('variable in an input object');
    },
  });
  return found;
}

function hasSeveralArguments(selections: readonly SelectionNode[]): boolean {
  const fields = selections.filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
  return fields.some(({ name, arguments: given }) =>
    fields.some(
      (other) => other.name.value === name.value && JSON.stringify(other.arguments) !== JSON.stringify(given),
    ),
  );
}
