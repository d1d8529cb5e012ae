import {
  type DocumentNode,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  type GraphQLSchema,
  Kind,
  KnownArgumentNamesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  parse,
  ScalarLeafsRule,
  validate,
} from 'graphql';
import { argument, directivesOf, typeOf } from './join-directives';
import { SupergraphError } from './supergraph-error';

const rules = [
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  ScalarLeafsRule,
];

/**
 * Checks the field sets of all keys, `requires` and `provides`: the planner aborts the process on one that does not
 * parse or names what is not there.
 * @throws SupergraphError that names type, field and field set.
 */
export function checkFieldSets(supergraph: DocumentNode, schema: GraphQLSchema): void {
  for (const definition of supergraph.definitions) {
    const hasFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!hasFields) continue;
    const type = definition.name.value;
    for (const join of directivesOf(definition, 'join__type')) {
      check('key', argument(join, 'key'), type, type);
    }
    for (const field of definition.fields ?? []) {
      for (const join of directivesOf(field, 'join__field')) {
        const place = `${type}.${field.name.value}`;
        check('requires', argument(join, 'requires'), type, place);
        check('provides', argument(join, 'provides'), typeOf(field, join), place);
      }
    }
  }

  function check(kind: string, fieldSet: string | undefined, type: string, place: string): void {
    if (fieldSet === undefined) return;
    const complaint = complaintAbout(fieldSet, type);
    if (complaint === undefined) return;
    throw new SupergraphError(
      `The supergraph's ${kind} "${fieldSet}" of ${place} does not hold: ${complaint}`,
    );
  }

  function complaintAbout(fieldSet: string, type: string): string | undefined {
    try {
      const document = parse(`{ ... on ${type} { ${fieldSet} } }`, { noLocation: true });
      const [operation, ...more] = document.definitions;
      const isOneSet =
        operation?.kind === Kind.OPERATION_DEFINITION && operation.selectionSet.selections.length === 1;
      if (!isOneSet || more.length > 0) return 'It is more than one field set.';
      return validate(schema, document, rules, { maxErrors: 1 })[0]?.message;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}
