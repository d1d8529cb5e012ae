import { execute, type ExecutionResult } from '@nutgraf/gateway/execution/execute';
import { compile } from '@nutgraf/gateway/execution/fast/compile/compile';
import { NotCompiled } from '@nutgraf/gateway/execution/fast/compile/not-compiled';
import { ProgramRun } from '@nutgraf/gateway/execution/fast/run/run-program';
import { CostRates } from '@nutgraf/gateway/operation/cost/cost-rates';
import { type Refusal } from '@nutgraf/gateway/execution/faults/errors';
import { printPlan } from '@nutgraf/gateway/plan/print-plan';
import { emptyPlan } from '@nutgraf/gateway/plan/query-plan';
import { withoutFields } from '@nutgraf/gateway/plan/operation/without-fields';
import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { UpstreamError } from '@nutgraf/gateway/upstream/upstream-error';
import {
  type FieldNode,
  type GraphQLFormattedError,
  Kind,
  NoUnusedVariablesRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { type FixtureGraph, type ReadRequest } from './fixture-graph';
import { type AnswerRequest, FixtureSubgraphs } from './fixture-subgraphs';

export interface AskOptions {
  readonly variables?: Record<string, unknown>;
  /** Names of subgraphs that cannot be reached. */
  readonly down?: readonly string[];
  /** Names of fields that the caller may not see. */
  readonly forbidden?: readonly string[];
  /** Stands between gateway and subgraphs. */
  readonly intercept?: (request: ReadRequest, send: AnswerRequest) => Promise<SubgraphResponse>;
}

export interface Asked {
  /** As it would arrive at the client. */
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[];
  readonly plan: string;
  readonly requests: readonly ReadRequest[];
}

/** Plans and executes an operation on a fixture graph, the whole way but for HTTP. */
export async function ask(graph: FixtureGraph, query: string, options: AskOptions = {}): Promise<Asked> {
  const { supergraph } = graph;
  const document = parse(query);
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);
  const invalid = validate(supergraph.apiSchema, document, rules);
  if (invalid.length > 0) throw new Error(invalid.map(({ message }) => message).join('\n'));
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )!;
  const { coerced, errors: unfit } = getVariableValues(
    supergraph.apiSchema,
    operation.variableDefinitions ?? [],
    options.variables ?? {},
  );
  if (!coerced) throw new Error(unfit.map(({ message }) => message).join('\n'));
  const refusals = new Map<FieldNode, Refusal>();
  visit(document, {
    Field: (node) => {
      if (!options.forbidden?.includes(node.name.value)) return;
      refusals.set(node, { code: 'FORBIDDEN', message: 'You may not see this.' });
    },
  });
  const planned = withoutFields(document, operation, (field) => refusals.has(field));
  const plan = planned ? await graph.plan(planned.document, operation.name?.value, coerced) : emptyPlan;
  const subgraphs = new FixtureSubgraphs((request) => {
    if (options.down?.includes(request.subgraph)) {
      const message = 'The subgraph could not be reached.';
      return Promise.reject(new UpstreamError('SUBREQUEST_HTTP_ERROR', request.subgraph, message));
    }
    return options.intercept ? options.intercept(request, (it) => graph.send(it)) : graph.send(request);
  });
  const pricing = new CostRates(supergraph.schema);
  const compiled = compile({ supergraph, plan, document, operation, variables: coerced, pricing });
  const program = refusals.size > 0 || compiled instanceof NotCompiled ? undefined : compiled;
  const execution = { supergraph, plan, document, operation, variables: coerced, refusals, pricing };
  const result = await execute({ ...execution, program, subgraphs });
  subgraphs.throwDefect();
  const answer = arrived(result);
  if (result.data instanceof ProgramRun) {
    // Both ways of answering give the same, of the same requests.
    const again = subgraphs.again();
    const careful = await execute({ ...execution, program: undefined, subgraphs: again });
    again.throwDefect();
    expect(answer).toEqual(arrived(careful));
    expect(result.cost).toBe(careful.cost);
  }
  return { ...answer, plan: printPlan(plan), requests: subgraphs.requests };
}

function arrived({ data, errors = [] }: ExecutionResult): Pick<Asked, 'data' | 'errors'> {
  const text = data?.text() ?? 'null';
  return {
    data: JSON.parse(Buffer.from(text, 'latin1').toString()) as unknown,
    errors: JSON.parse(JSON.stringify(errors)) as GraphQLFormattedError[],
  };
}

/** Path and code of each error, in the order in which they stand. */
export function pathsAndCodes({ errors }: Asked): readonly string[] {
  return errors.map(({ path, extensions }) => `${path?.join('.') ?? ''} ${String(extensions?.code)}`);
}
