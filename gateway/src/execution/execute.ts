import { type DocumentNode, type FieldNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';
import { type QueryPlan } from '../plan/query-plan';
import { type Supergraph } from '../plan/supergraph/supergraph';
import { type Subgraphs } from '../upstream/subgraph-request';
import { type AnswerData, dataOf } from './answer-data';
import { newObject } from './data';
import { type Program } from './fast/compile/program';
import { deviation } from './fast/deviation';
import { ProgramRun } from './fast/run/run-program';
import { type Pricing } from './pricing';
import { Recorder } from './fast/run/recorder';
import { type Refusal } from './faults/errors';
import { type ExecutionContext } from './execution-context';
import { FaultBook } from './faults/faults';
import { project } from './write/project';
import { Tally } from './write/tally';
import { runPlan } from './fetch/run-plan';

export interface ExecutionArgs {
  readonly supergraph: Supergraph;
  /** Plan of the part of `document` that is fetched; `emptyPlan` for none. */
  readonly plan: QueryPlan;
  /** What was compiled of plan and document, where there is such a way. */
  readonly program: Program | undefined;
  /** The client's document, valid against the public schema, introspection fields included. */
  readonly document: DocumentNode;
  /** The client's operation in `document`. */
  readonly operation: OperationDefinitionNode;
  /** Coerced against the public schema, as they go out as JSON, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Fields of `document` that this caller may not see. They were not planned. */
  readonly refusals: ReadonlyMap<FieldNode, Refusal>;
  readonly subgraphs: Subgraphs;
  /** Where somebody wants to know what the answer costs; the program was compiled with it. */
  readonly pricing?: Pricing | undefined;
}

export interface ExecutionResult {
  readonly data: AnswerData | null;
  /** Absent when there are none. Each carries `extensions.code`. */
  readonly errors?: readonly GraphQLError[];
  /** What was answered costs; absent when nobody wants to know. */
  readonly cost?: number;
}

/**
 * Executes a planned operation: fetches, merges, and shapes the client's answer. Whatever subgraphs do ends
 * in the answer; it rejects only for defects of the gateway itself.
 *
 * There are two ways. The fast one is for answers in which everything is as the schema says. Where anything is not, the
 * careful one begins anew with what was answered until then, and finds out what it means.
 */
export async function execute(args: ExecutionArgs): Promise<ExecutionResult> {
  const { program, subgraphs, variables } = args;
  if (!program) return executeWithCare(args);
  const recorder = new Recorder(subgraphs);
  try {
    const run = new ProgramRun(program, variables, recorder);
    await run.fetch();
    return args.pricing ? { data: run, cost: run.cost() } : { data: run };
  } catch (error) {
    if (error !== deviation) throw error;
    return executeWithCare({ ...args, subgraphs: recorder.again() });
  }
}

async function executeWithCare(args: ExecutionArgs): Promise<ExecutionResult> {
  const { supergraph, plan, variables, subgraphs } = args;
  const context: ExecutionContext = {
    schema: supergraph.schema,
    variables,
    subgraphs,
    data: newObject(),
    faults: new FaultBook(),
    unplaced: new Set(),
  };
  await runPlan(plan.node, context);
  const tally = args.pricing && new Tally(args.pricing, variables);
  const { data: object, errors } = project({ ...args, apiSchema: supergraph.apiSchema, tally }, context);
  const data = object && dataOf(object);
  return { data, ...(errors.length > 0 && { errors }), ...(tally && { cost: tally.total }) };
}
