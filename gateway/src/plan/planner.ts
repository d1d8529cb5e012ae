import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
} from 'graphql';
import { withConditions } from './operation/conditions';
import { ConvertFetch } from './convert/convert-fetch';
import { type Corrections, correctionsFor } from './convert/corrections';
import { convertPlan } from './convert/convert-plan';
import { HidingTypes } from './operation/hiding-types';
import { normalise, type NormalisedOperation } from './operation/normalise';
import { ParsedOperations } from './operation/parsed-operations';
import { PlanError, PlannerBusy, PlanTimeout } from './plan-error';
import { plannerSdl, type PlannerSdl } from './dialect/planner-sdl';
import { type PlannerPool } from './process/planner-pool';
import { type PlannerVersion, PlannerVersions } from './planner-versions';
import { emptyPlan, type PlanNode, type QueryPlan } from './query-plan';
import { rootFieldOperations } from './operation/root-field-operations';
import { type JoinFacts } from './supergraph/subgraphs';
import { type Supergraph } from './supergraph/supergraph';

export interface PlannerOptions {
  /** Labels of `@override(label:)` that are active, but for `percent(n)`. */
  readonly labels?: readonly string[];
}

/** From an operation to a plan: what the planner is told, and what of its answer is ours. */
export class Planner {
  readonly #schema: GraphQLSchema;
  readonly #hiding: HidingTypes;
  readonly #facts: JoinFacts;
  readonly #corrections: Corrections;

  private constructor(
    supergraph: Supergraph,
    said: PlannerSdl,
    private readonly versions: PlannerVersions,
  ) {
    this.#schema = supergraph.schema;
    this.#hiding = new HidingTypes(supergraph.schema, supergraph.apiSchema);
    this.#facts = supergraph.joins;
    this.#corrections = correctionsFor(supergraph, said);
  }

  /** @throws SupergraphError when the planner refuses the supergraph or dies of it. */
  static async load(
    supergraph: Supergraph,
    processes: PlannerPool,
    { labels = [] }: PlannerOptions = {},
  ): Promise<Planner> {
    const said = plannerSdl(supergraph.document, supergraph.schema, supergraph.joins);
    return new Planner(supergraph, said, await PlannerVersions.load(said, processes, labels));
  }

  /**
   * Plans one operation of a document that is valid against the public schema and holds no introspection fields at its
   * root. Fragments must not be cyclic.
   * @param variables those that `@skip` and `@include` name count: the planner refuses some operations for their
   * conditions and forgets required fields of others, so that none reaches it.
   * @param parsed gets the operations of the plan.
   * @throws PlanError when no plan can be made.
   */
  async plan(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
    parsed = new ParsedOperations(),
  ): Promise<QueryPlan> {
    const decided = withConditions(document, variables);
    const normalised = normalise(decided, findOperation(decided, operationName), this.#hiding);
    if (!normalised) return emptyPlan;
    const singles = rootFieldOperations(normalised.document, normalised.operation);
    const isMutation = normalised.operation.operation === OperationTypeNode.MUTATION;
    try {
      const whole = await this.#convertedPlan(normalised.document, normalised, singles.length < 2, parsed);
      if (!isMutation || singles.length < 2 || whole.node?.kind === 'Fetch') return whole;
    } catch (error) {
      if (!isRefusal(error) || singles.length < 2) throw error;
    }
    // The planner fetches the entities of one root field beside the next mutation, while they are to be executed one after
    // the other, subfields included (GraphQL specification, 6.2.2). And some operations it can only plan in parts.
    const nodes: PlanNode[] = [];
    for (const { document: single } of singles) {
      const { node } = await this.#convertedPlan(single, normalised, true, parsed);
      if (node) nodes.push(node);
    }
    return { node: { kind: isMutation ? 'Sequence' : 'Parallel', nodes } };
  }

  /** To be called once nobody plans any more. */
  close(): void {
    this.versions.close();
  }

  /** @param isLastTry whether to speak of the supergraph in rare words too, with which planning can take long. */
  async #convertedPlan(
    document: DocumentNode,
    normalised: NormalisedOperation,
    isLastTry: boolean,
    parsed: ParsedOperations,
  ): Promise<QueryPlan> {
    const text = print(document);
    let loose: QueryPlan | undefined;
    let refusal: unknown;
    for (const version of this.#versionsFor(document, isLastTry)) {
      try {
        const plan = await this.#planBy(version, text, normalised, parsed);
        if (!this.#corrections.entityKeys.open(plan)) {
          throw new PlanError('The plan names an entity by a key that its subgraph does not resolve.');
        }
        if (this.#corrections.provided.cover(plan, parsed)) return plan;
        loose = plan;
      } catch (error) {
        const isFinal = !(error instanceof PlanError) || error instanceof PlannerBusy;
        if (isFinal || (error instanceof PlanTimeout && refusal === undefined)) throw error;
        refusal ??= error;
      }
    }
    if (loose) return loose;
    throw refusal;
  }

  *#versionsFor(document: DocumentNode, isLastTry: boolean): Generator<PlannerVersion> {
    yield* this.versions.usual;
    if (isLastTry) yield* this.versions.rareFor(document);
  }

  async #planBy(
    { raw, subgraphNames }: PlannerVersion,
    text: string,
    normalised: NormalisedOperation,
    parsed: ParsedOperations,
  ): Promise<QueryPlan> {
    const fetches = new ConvertFetch(
      this.#schema,
      this.#facts,
      this.#corrections,
      subgraphNames,
      normalised,
      parsed,
    );
    return convertPlan(await raw.plan(text), fetches);
  }
}

/** Whether there may be a plan for parts of the operation. */
function isRefusal(error: unknown): boolean {
  return error instanceof PlanError && !(error instanceof PlanTimeout) && !(error instanceof PlannerBusy);
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
