import {
  type FetchNode as RawFetch,
  type FlattenNodePathSegment,
  type PlanNode as RawNode,
  type QueryPlan as RawPlan,
} from '@graphql-hive/router-query-planner';
import { type ConvertFetch } from './convert-fetch';
import { PlanError } from '../plan-error';
import { type FlattenPath, type FlattenStep, type PlanNode, type QueryPlan } from '../query-plan';

/**
 * Turns the planner's plan into ours.
 * @throws PlanError on nodes that this gateway does not execute. Conditions are decided before planning.
 */
export function convertPlan(raw: RawPlan, fetches: ConvertFetch): QueryPlan {
  return { node: convertNode(raw.node, [], fetches) };
}

function convertNode(
  node: RawNode | null | undefined,
  path: FlattenPath,
  fetches: ConvertFetch,
): PlanNode | null {
  if (!node) return null;
  switch (node.kind) {
    case 'Fetch':
      return convertFetch(node, path, fetches);
    case 'BatchFetch':
      return fetches.batch(node, (raw) => [...path, ...convertPath(raw)]);
    case 'Flatten':
      return convertNode(node.node, [...path, ...convertPath(node.path)], fetches);
    case 'Sequence':
      return list('Sequence', node.nodes, path, fetches);
    case 'Parallel':
      return list('Parallel', node.nodes, path, fetches);
    case 'Condition':
    case 'Subscription':
    case 'Defer':
      throw new PlanError(`The plan holds a ${node.kind} node, which is not supported.`);
  }
}

function convertFetch(node: RawFetch, path: FlattenPath, fetches: ConvertFetch): PlanNode {
  return node.requires ? fetches.entities(node, node.requires, path) : fetches.plain(node, path);
}

function list(
  kind: 'Sequence' | 'Parallel',
  raw: readonly RawNode[],
  path: FlattenPath,
  fetches: ConvertFetch,
): PlanNode | null {
  const nodes = raw.map((node) => convertNode(node, path, fetches)).filter((node) => node !== null);
  return nodes.length > 1 ? { kind, nodes } : (nodes[0] ?? null);
}

function convertPath(path: readonly FlattenNodePathSegment[]): FlattenPath {
  return path.map((segment): FlattenStep => {
    if (segment === '@') return { kind: 'list' };
    if ('Field' in segment) return { kind: 'key', key: segment.Field };
    return { kind: 'types', types: segment.TypeCondition };
  });
}
