import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { type PlanCommand } from './config/command/plan-arguments';
import { ConfigError } from './config/config-error';
import { readSupergraph } from './config/supergraph/supergraph-source';
import { compile } from './execution/fast/compile/compile';
import { NotCompiled } from './execution/fast/compile/not-compiled';
import { conditionVariables } from './plan/operation/conditions';
import { PlanError } from './plan/plan-error';
import { Planner } from './plan/planner';
import { printPlan } from './plan/print-plan';
import { PlannerPool } from './plan/process/planner-pool';
import { emptyPlan } from './plan/query-plan';
import { loadSupergraph, type Supergraph } from './plan/supergraph/supergraph';
import { withoutFields } from './plan/operation/without-fields';

/**
 * Plans operations and says for people what would be asked of whom.
 * @throws ConfigError or SupergraphError that says what is wrong, with line and column of the document.
 */
export async function planOperations(command: PlanCommand): Promise<string> {
  const supergraph = loadSupergraph(await readSupergraph(command.supergraph));
  const document = validDocument(command, supergraph);
  const operations = operationsOf(document, command);
  const planners = new PlannerPool();
  try {
    const planner = await Planner.load(supergraph, planners);
    const plans: string[] = [];
    for (const operation of operations) {
      const title = [operation.operation, operation.name?.value].filter(Boolean).join(' ');
      plans.push(`# ${title}\n${await planOf(document, operation, { planner, supergraph }, command)}\n`);
    }
    return plans.join('\n');
  } finally {
    planners.close();
  }
}

async function planOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { planner, supergraph }: { readonly planner: Planner; readonly supergraph: Supergraph },
  { variables, source }: PlanCommand,
): Promise<string> {
  const planned = withoutFields(document, operation, () => false);
  if (!planned) return printPlan(emptyPlan);
  for (const name of conditionVariables(planned.document)) {
    if (typeof variables[name] === 'boolean') continue;
    const example = `--variables '${JSON.stringify({ [name]: true })}'`;
    throw new ConfigError(`${source}: $${name} decides which fields are asked for; say it by ${example}.`);
  }
  try {
    const plan = await planner.plan(planned.document, operation.name?.value, variables);
    const compiled = compile({ supergraph, plan, document, operation, variables });
    const reason = compiled instanceof NotCompiled ? compiled.message : undefined;
    return `${printPlan(plan)}\n# fast path: ${reason === undefined ? 'yes' : `no. ${reason}`}`;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new ConfigError(`${source}: There is no plan: ${error.message}`, { cause: error });
  }
}

function validDocument({ document: text, source }: PlanCommand, { apiSchema }: Supergraph): DocumentNode {
  try {
    const document = parse(text);
    const errors = validate(apiSchema, document);
    if (errors.length === 0) return document;
    throw new ConfigError(errors.map((error) => describe(error, source)).join('\n'));
  } catch (error) {
    throw error instanceof GraphQLError ? new ConfigError(describe(error, source)) : error;
  }
}

function operationsOf(
  { definitions }: DocumentNode,
  { operationName, source }: PlanCommand,
): readonly OperationDefinitionNode[] {
  const all = definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const wanted = all.filter(({ name }) => operationName === undefined || name?.value === operationName);
  if (wanted.length > 0) return wanted;
  const known = all.map(({ name }) => name?.value ?? 'one without a name').join(', ') || 'none';
  throw new ConfigError(`${source}: There is no operation ${operationName ?? ''}; it holds ${known}.`);
}

function describe({ message, locations }: GraphQLError, source: string): string {
  const [at] = locations ?? [];
  return at ? `${source}:${at.line}:${at.column}: ${message}` : `${source}: ${message}`;
}
