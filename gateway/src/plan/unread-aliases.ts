import { Kind, parse, visit } from 'graphql';
import { responseKey } from './data-key';
import { PlanError } from './plan-error';
import {
  type FieldTree,
  type FlattenPath,
  type PlanNode,
  type QueryPlan,
  type Requirement,
} from './query-plan';

/** What the planner calls a field that it asks once more with other arguments. */
const plannerAlias = /^_internal_qp_alias_\d+$/;

/**
 * Where requirements want one field with different arguments, the planner asks it once more under an alias of its
 * own. Below the top of a requirement it forgets to read the alias: one value would stand for both.
 * @throws PlanError that names the field.
 */
export function refuseUnreadAliases({ node: root }: QueryPlan): void {
  const read = new Set<string>();
  const aliased = new Map<string, string>();
  collect(root);
  for (const [path, operation] of aliased) {
    if (read.has(path)) continue;
    const keys = path.split('.');
    const parents = keys.slice(0, -1).map(responseKey);
    const field = [...parents, fieldBehind(operation, keys.at(-1))].join('.');
    throw new PlanError(
      `Fields of this operation require "${field}" with different arguments, which no plan can give them.`,
    );
  }

  function collect(node: PlanNode | null): void {
    if (node?.kind === 'Sequence' || node?.kind === 'Parallel') node.nodes.forEach(collect);
    if (node?.kind === 'Fetch') collectAliases(keysOf(node.path), node.fields, node.operation);
    if (node?.kind !== 'EntityFetch') return;
    for (const { paths, fields, requires } of node.selections) {
      for (const keys of paths.map(keysOf)) {
        collectAliases(keys, fields, node.operation);
        collectRead(keys, requires);
      }
    }
  }

  function collectAliases(parents: readonly string[], fields: FieldTree, operation: string): void {
    for (const [key, below] of fields) {
      const keys = [...parents, key];
      if (plannerAlias.test(key)) aliased.set(keys.join('.'), operation);
      collectAliases(keys, below, operation);
    }
  }

  function collectRead(parents: readonly string[], requirements: readonly Requirement[]): void {
    for (const requirement of requirements) {
      const keys = requirement.kind === 'field' ? [...parents, requirement.key] : parents;
      read.add(keys.join('.'));
      collectRead(keys, requirement.selections);
    }
  }
}

function keysOf(path: FlattenPath): readonly string[] {
  return path.flatMap((step) => (step.kind === 'key' ? [step.key] : []));
}

function fieldBehind(operation: string, alias: string | undefined): string {
  let name = '';
  visit(parse(operation), {
    [Kind.FIELD]: (field) => {
      if (field.alias?.value === alias) name = field.name.value;
    },
  });
  return name;
}
