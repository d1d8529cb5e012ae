import { type PlanNode } from '../../plan/query-plan';
import { type ExecutionContext } from '../execution-context';
import { fetchFields } from './fetch-fields';
import { fetchEntities } from './fetch-entities';

/** Walks a plan. What fails is noted in the context; only defects of the gateway itself reject. */
export async function runPlan(node: PlanNode | null, context: ExecutionContext): Promise<void> {
  if (!node) return;
  switch (node.kind) {
    case 'Fetch':
      return fetchFields(node, context);
    case 'EntityFetch':
      return fetchEntities(node, context);
    case 'Sequence':
      for (const child of node.nodes) await runPlan(child, context);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((child) => runPlan(child, context)));
      return;
  }
}
