import { print } from 'graphql';
import { type SubgraphOperation } from '../../plan/query-plan';
import { readRootOperation } from './root-operation';

/** Subsets of one operation's root fields of which the texts are remembered. */
const mostSubsets = 50;

/** An operation with only some of its root fields. It is parsed again for each new subset: nodes take much memory. */
export class SubsetOperations {
  readonly #known = new Map<string, SubgraphOperation>();

  constructor(private readonly whole: SubgraphOperation) {}

  /** @param keys response keys */
  only(keys: ReadonlySet<string>): SubgraphOperation {
    const { whole } = this;
    const name = [...keys].sort().join(' ');
    const known = this.#known.get(name);
    if (known) return known;
    const root = readRootOperation(whole.operation);
    const parts = root?.parts.filter(({ key }) => keys.has(key)) ?? [];
    const single = root?.only(parts);
    if (!single) throw new TypeError(`The operation of a fetch does not ask for "${name}".`);
    const used = new Set(single.operation.variableDefinitions?.map(({ variable }) => variable.name.value));
    const operation = {
      ...whole,
      operation: print(single.document),
      variables: whole.variables.filter((variable) => used.has(variable.name)),
    };
    for (const oldest of this.#known.keys()) {
      if (this.#known.size < mostSubsets) break;
      this.#known.delete(oldest);
    }
    this.#known.set(name, operation);
    return operation;
  }
}
