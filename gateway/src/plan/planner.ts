import { QueryPlanner, type QueryPlan as RawPlan } from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { createHash } from 'node:crypto';
import { conditionVariables, withCondition } from './conditions';
import { ConvertFetch } from './convert-fetch';
import { convertPlan } from './convert-plan';
import { HidingTypes } from './hiding-types';
import { mutationSeries } from './mutation-series';
import { normalise } from './normalise';
import { PlanError } from './plan-error';
import { plannerSdl } from './planner-sdl';
import { emptyPlan, type QueryPlan } from './query-plan';
import { type JoinFacts } from './subgraphs';
import { refuseUnreadAliases } from './unread-aliases';

/** Variables that are decided before planning, which makes 2^4 plans; the planner has to do with the others. */
const mostDecisions = 4;

/** The only place that knows which query planner is used and how it is spoken to. */
export class Planner {
  readonly #planner: QueryPlanner;
  readonly #schema: GraphQLSchema;
  readonly #hiding: HidingTypes;
  readonly #facts: JoinFacts;
  readonly #subgraphNames: ReadonlyMap<string, string>;

  /** @throws Error when the planner refuses the supergraph. It aborts the process where there is no `Query`. */
  constructor(supergraph: DocumentNode, schema: GraphQLSchema, apiSchema: GraphQLSchema, facts: JoinFacts) {
    this.#hiding = new HidingTypes(schema, apiSchema);
    const { sdl, subgraphNames } = plannerSdl(supergraph, schema, facts);
    this.#planner = new QueryPlanner(sdl);
    this.#subgraphNames = subgraphNames;
    this.#schema = schema;
    this.#facts = facts;
  }

  /** @throws PlanError when no plan can be made. */
  plan(document: DocumentNode, operationName: string | undefined): Promise<QueryPlan> {
    return this.#plan(document, operationName, mostDecisions);
  }

  /**
   * The planner refuses some operations for their conditions and forgets required fields of others. So each
   * variable that decides on selections is decided before planning, and the plan holds both ways.
   */
  async #plan(document: DocumentNode, name: string | undefined, decisions: number): Promise<QueryPlan> {
    const operation = findOperation(document, name);
    const [variable] = decisions > 0 ? conditionVariables(document) : [];
    if (variable === undefined) return this.#planAsItStands(document, operation);
    const { node: then } = await this.#plan(withCondition(document, variable, true), name, decisions - 1);
    const { node: otherwise } = await this.#plan(
      withCondition(document, variable, false),
      name,
      decisions - 1,
    );
    return { node: then || otherwise ? { kind: 'Condition', variable, then, otherwise } : null };
  }

  async #planAsItStands(document: DocumentNode, operation: OperationDefinitionNode): Promise<QueryPlan> {
    const normalised = normalise(document, operation, this.#hiding);
    if (!normalised) return emptyPlan;
    const fetches = new ConvertFetch(
      this.#schema,
      this.#facts,
      this.#subgraphNames,
      normalised.clientVariables,
    );
    const whole = await this.#convertedPlan(normalised.document, fetches);
    if (normalised.operation.operation !== OperationTypeNode.MUTATION) return whole;
    const series = mutationSeries(normalised.document, normalised.operation);
    if (series.length < 2 || whole.node?.kind === 'Fetch') return whole;
    const nodes = [];
    for (const { document: single } of series) {
      const { node } = await this.#convertedPlan(single, fetches);
      if (node) nodes.push(node);
    }
    return { node: { kind: 'Sequence', nodes } };
  }

  async #convertedPlan(document: DocumentNode, fetches: ConvertFetch): Promise<QueryPlan> {
    const plan = convertPlan(await this.#rawPlan(document), fetches);
    refuseUnreadAliases(plan);
    return plan;
  }

  async #rawPlan(document: DocumentNode): Promise<RawPlan> {
    const text = print(document);
    try {
      return await this.#planner.planAsync(text, undefined, new Set(), overridePercentage(text));
    } catch (error) {
      throw new PlanError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}

/**
 * Where a field moves between subgraphs by `@override(label: "percent(n)")`, n percent of the operations
 * take the new home: each always the same way, so that its plan can be kept.
 */
function overridePercentage(text: string): number {
  return (createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32) * 100;
}

function findOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (name === undefined || definition.name?.value === name),
  );
  if (!operation) throw new PlanError(`The document holds no operation ${name ?? ''}.`);
  return operation as OperationDefinitionNode;
}
