import { parse, print } from 'graphql';
import {
  type EntityFetchNode,
  type FlattenPath,
  type PlanNode,
  type QueryPlan,
  type Requirement,
  type SubgraphOperation,
} from './query-plan';

/** A plan as indented text for people: what is asked of whom, in which order, and where answers go. */
export function printPlan(plan: QueryPlan): string {
  return block('QueryPlan', plan.node ? printNode(plan.node) : []).join('\n');
}

/** A path as text: `items.@.[User].friend`, the empty string for the root. */
export function printPath(path: FlattenPath): string {
  return path
    .map((step) => {
      if (step.kind === 'key') return step.key;
      return step.kind === 'list' ? '@' : `[${step.types.join('|')}]`;
    })
    .join('.');
}

function printNode(node: PlanNode): string[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return block(node.kind, node.nodes.flatMap(printNode));
    case 'Fetch': {
      const fetch = block(`Fetch(service: "${node.subgraph}")`, printOperation(node));
      return node.path.length === 0 ? fetch : block(`Flatten(path: "${printPath(node.path)}")`, fetch);
    }
    case 'EntityFetch':
      return printEntities(node);
  }
}

function printEntities(node: EntityFetchNode): string[] {
  const [first, ...others] = node.selections;
  const path = first?.paths[0];
  if (first && path && others.length === 0 && first.paths.length === 1) {
    const lines = [`${printRequirements(first.requires)} =>`, ...printOperation(node)];
    return block(`Flatten(path: "${printPath(path)}")`, block(`Fetch(service: "${node.subgraph}")`, lines));
  }
  const selections = node.selections.map(({ key, paths, requires }) => {
    const places = paths.map((each) => `"${printPath(each)}"`).join(', ');
    return `${key}(paths: [${places}]) ${printRequirements(requires)} =>`;
  });
  return block(`BatchFetch(service: "${node.subgraph}")`, [...selections, ...printOperation(node)]);
}

function printOperation({ operation }: SubgraphOperation): string[] {
  return print(parse(operation)).split('\n');
}

function printRequirements(requirements: readonly Requirement[]): string {
  const printed = requirements.map((requirement) => {
    const { selections } = requirement;
    if (requirement.kind === 'fragment') {
      return `... on ${requirement.typeCondition} ${printRequirements(selections)}`;
    }
    const { key, as } = requirement;
    const name = key === as ? key : `${as}: ${key}`;
    return selections.length === 0 ? name : `${name} ${printRequirements(selections)}`;
  });
  return `{ ${printed.join(' ')} }`;
}

function block(head: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [`${head} {}`];
  return [`${head} {`, ...lines.map((line) => (line === '' ? line : `  ${line}`)), '}'];
}
