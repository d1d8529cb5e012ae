import { type ExecutionArgs } from '@nutgraf/gateway/execution/execute';
import { compile } from '@nutgraf/gateway/execution/fast/compile/compile';
import { NotCompiled } from '@nutgraf/gateway/execution/fast/compile/not-compiled';
import { PlanError } from '@nutgraf/gateway/plan/plan-error';
import { type SubgraphRequest } from '@nutgraf/gateway/upstream/subgraph-request';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { type Case } from '../check/cases';
import { type Verdict } from '../check/verdict';
import { type ReadRequest } from '../../support/fixture-graph';
import { Random } from '../random';
import { bothWays } from './both-ways';
import { byteChanges, pooled } from './change-bytes';
import { jsonChanges } from './change-json';
import { nodeOf, print } from './json-node';

type ChangeName = keyof typeof jsonChanges | keyof typeof byteChanges;

/** How often each change is tried on an operation. */
const tries = 2;

export const changes: readonly ChangeName[] = [
  ...(Object.keys(jsonChanges) as (keyof typeof jsonChanges)[]),
  ...(Object.keys(byteChanges) as (keyof typeof byteChanges)[]),
];

/** Answers of one operation, changed in every way: each has to give the same, with the program and without it. */
export async function judgeBytes(each: Case): Promise<Verdict> {
  const args = await prepare(each);
  if (typeof args === 'string') return { kind: 'refused', reason: args };
  const right = rightAnswers(each);
  const seen: string[] = [];
  for (const change of [undefined, ...changes]) {
    for (let attempt = 0; attempt < (change === undefined ? 1 : tries); attempt += 1) {
      const { isFast, difference } = await bothWays(args, async (request) => {
        const random = new Random(`${each.number} ${change} ${attempt} ${keyOf(request)}`);
        const body = await right(request);
        // Often all is well until one answer is not.
        const isChanged = change !== undefined && random.chance(0.6);
        const sent = pooled(isChanged ? changed(body, change, random) : body, random);
        return { body: sent, turns: random.below(4) };
      });
      if (difference !== undefined) {
        return { kind: 'wrong', complaint: `${change ?? 'nothing changed'}, ${attempt}\n${difference}` };
      }
      seen.push(isFast ? 'fast' : 'deviated', ...(isFast && change ? [change] : []));
    }
  }
  return { kind: 'right', seen };
}

async function prepare({ graph, operation: { query, variables } }: Case) {
  const { supergraph } = graph.graph;
  const document = parse(query);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )!;
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(supergraph.apiSchema, definitions, { ...variables });
  if (!coerced) return 'The variables do not fit.';
  try {
    const plan = await graph.graph.plan(document, operation.name?.value, coerced);
    const program = compile({ supergraph, plan, document, operation, variables: coerced });
    if (program instanceof NotCompiled) return 'There is no fast path.';
    const args = { supergraph, plan, program, document, operation, variables: coerced, refusals: new Map() };
    return args satisfies Omit<ExecutionArgs, 'subgraphs'>;
  } catch (error) {
    if (error instanceof PlanError) return 'There is no plan.';
    throw error;
  }
}

/** What subgraphs answer that do what they should. A request that comes again has the same answer, mutations too. */
function rightAnswers({ graph }: Case) {
  const known = new Map<string, Promise<Buffer>>();
  return (request: SubgraphRequest): Promise<Buffer> => {
    const key = keyOf(request);
    const { subgraph, kind, body } = request;
    const read = {
      subgraph,
      kind,
      ...(JSON.parse(body.toString('utf8')) as Omit<ReadRequest, 'subgraph' | 'kind'>),
    };
    const answer = known.get(key) ?? graph.graph.send(read).then((sent) => Buffer.from(JSON.stringify(sent)));
    known.set(key, answer);
    return answer;
  };
}

function keyOf({ subgraph, body }: SubgraphRequest): string {
  return `${subgraph} ${body.toString('latin1')}`;
}

function changed(body: Buffer, name: ChangeName, random: Random): Buffer {
  if (name in byteChanges) return byteChanges[name as keyof typeof byteChanges](body, random);
  const answer = nodeOf(JSON.parse(body.toString('utf8')));
  if (answer.kind !== 'object') throw new TypeError('An answer is an object.');
  const style = jsonChanges[name as keyof typeof jsonChanges](answer, random);
  return Buffer.from(print(answer, style));
}
