import { type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { ParsedOperations } from '../../../plan/operation/parsed-operations';
import { type QueryPlan } from '../../../plan/query-plan';
import { type Supergraph } from '../../../plan/supergraph/supergraph';
import { Selections } from '../../compile/selection';
import { type Pricing } from '../../pricing';
import { CounterCompiler } from './compile-counter';
import { PlanCompiler } from './compile-plan';
import { WriterCompiler } from './compile-writer';
import { NotCompiled } from './not-compiled';
import { type Program } from './program';

export interface CompileArgs {
  readonly supergraph: Pick<Supergraph, 'schema' | 'apiSchema' | 'joins'>;
  readonly plan: QueryPlan;
  /** What is parsed already of the plan's operations. */
  readonly parsed?: ParsedOperations;
  /** The client's document and operation, of which no field is refused. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Those that `@skip` and `@include` name count. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where somebody may want to know what answers cost. */
  readonly pricing?: Pricing | undefined;
}

/**
 * Compiles a plan and the writer of its answer.
 * @returns why not, where there is something that only the careful rooms can do.
 */
export function compile(args: CompileArgs): Program | NotCompiled {
  const { supergraph, plan, document, operation, variables, pricing } = args;
  const parsed = args.parsed ?? new ParsedOperations();
  const { apiSchema } = supergraph;
  try {
    const plans = new PlanCompiler(supergraph, operation.operation, parsed);
    const step = plan.node ? plans.step(plan.node) : undefined;
    const rootType = apiSchema.getRootType(operation.operation);
    if (!rootType) throw new NotCompiled(`There is no ${operation.operation} type.`);
    const selections = new Selections(apiSchema, document, variables, new Map());
    const selected = selections.ofRoot(rootType, operation.selectionSet);
    const write = new WriterCompiler(apiSchema, selections).object(plans.root, selected);
    const count = pricing && new CounterCompiler(apiSchema, selections, pricing).object(plans.root, selected);
    return { root: plans.root.layout, step, write, count };
  } catch (error) {
    if (error instanceof NotCompiled) return error;
    throw error;
  }
}
