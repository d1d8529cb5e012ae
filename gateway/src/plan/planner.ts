import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { withConditions } from './conditions';
import { ConvertFetch } from './convert-fetch';
import { convertPlan } from './convert-plan';
import { HidingTypes } from './hiding-types';
import { mutationSeries } from './mutation-series';
import { normalise } from './normalise';
import { PlanError } from './plan-error';
import { plannerSdl, type PlannerSdl } from './planner-sdl';
import { type PlannerPool } from './process/planner-pool';
import { emptyPlan, type QueryPlan } from './query-plan';
import { RawPlanner } from './raw-planner';
import { type JoinFacts } from './subgraphs';
import { type Supergraph } from './supergraph';

export interface PlannerOptions {
  /** Labels of `@override(label:)` that are active, but for `percent(n)`. */
  readonly labels?: readonly string[];
}

/** From an operation to a plan: what the planner is told, and what of its answer is ours. */
export class Planner {
  readonly #schema: GraphQLSchema;
  readonly #hiding: HidingTypes;
  readonly #facts: JoinFacts;

  private constructor(
    { schema, apiSchema, joins }: Supergraph,
    private readonly said: PlannerSdl,
    private readonly raw: RawPlanner,
  ) {
    this.#schema = schema;
    this.#hiding = new HidingTypes(schema, apiSchema);
    this.#facts = joins;
  }

  /** @throws SupergraphError when the planner refuses the supergraph or dies of it. */
  static async load(
    supergraph: Supergraph,
    processes: PlannerPool,
    { labels = [] }: PlannerOptions = {},
  ): Promise<Planner> {
    const said = plannerSdl(supergraph.document, supergraph.schema, supergraph.joins);
    return new Planner(supergraph, said, await RawPlanner.load(said.sdl, processes, labels));
  }

  /**
   * Plans one operation of a document that is valid against the public schema and holds no introspection fields at its
   * root. Fragments must not be cyclic.
   * @param variables those that `@skip` and `@include` name count: the planner refuses some operations for their
   * conditions and forgets required fields of others, so that none reaches it.
   * @throws PlanError when no plan can be made.
   */
  async plan(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<QueryPlan> {
    const decided = withConditions(document, variables);
    const normalised = normalise(decided, findOperation(decided, operationName), this.#hiding);
    if (!normalised) return emptyPlan;
    const fetches = new ConvertFetch(this.#schema, this.#facts, this.said, normalised.clientVariables);
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

  /** To be called once nobody plans any more. */
  close(): void {
    this.raw.close();
  }

  async #convertedPlan(document: DocumentNode, fetches: ConvertFetch): Promise<QueryPlan> {
    return convertPlan(await this.raw.plan(print(document)), fetches);
  }
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
