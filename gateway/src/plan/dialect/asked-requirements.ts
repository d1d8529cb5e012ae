import { type DocumentNode, Kind, visit } from 'graphql';
import { parseFieldSet } from '../supergraph/field-set';
import { argument, directivesOf } from '../supergraph/join-directives';

/** Knows by name which fields require others, and which of these do so themselves. */
export class AskedRequirements {
  /** Names of all fields in the requirements of fields of a name. */
  readonly #required = new Map<string, Set<string>>();

  constructor(supergraph: DocumentNode) {
    for (const definition of supergraph.definitions) {
      const hasFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!hasFields) continue;
      for (const field of definition.fields ?? []) {
        for (const join of directivesOf(field, 'join__field')) {
          const requires = argument(join, 'requires');
          if (requires === undefined) continue;
          const names = this.#required.get(field.name.value) ?? new Set();
          this.#required.set(field.name.value, names);
          visit(parseFieldSet(requires), { Field: ({ name }) => void names.add(name.value) });
        }
      }
    }
  }

  /** Names of the fields that an operation asks, or that such fields require in turn, and that require something. */
  of(operation: DocumentNode): ReadonlySet<string> {
    const asked = new Set<string>();
    const ask = (name: string): void => {
      const required = this.#required.get(name);
      if (!required || asked.has(name)) return;
      asked.add(name);
      required.forEach(ask);
    };
    visit(operation, { Field: ({ name }) => ask(name.value) });
    return asked;
  }
}
