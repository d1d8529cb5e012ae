import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { buildApiSchema } from './api-schema';
import { checkFieldSets } from './check-field-sets';
import { Planner } from './planner';
import { type QueryPlan } from './query-plan';
import { readJoinFacts, type Subgraph } from './subgraphs';
import { SupergraphError } from './supergraph-error';

/** A loaded graph: what clients see, what stands behind it, and the way from an operation to a plan. */
export interface Supergraph {
  readonly sdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The supergraph's own types, inaccessible ones and join directives included. */
  readonly schema: GraphQLSchema;
  /** By name. */
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /**
   * Plans one operation of a document that is valid against {@link apiSchema} and holds no introspection
   * fields at its root. Fragments must not be cyclic.
   * @throws PlanError when the planner refuses it.
   */
  plan(operation: DocumentNode, operationName: string | undefined): Promise<QueryPlan>;
}

/**
 * Loads a supergraph as composition prints it (join specification 0.3 and later).
 * @throws SupergraphError that names what is wrong with it.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const document = attempt('is not GraphQL', () => parse(sdl, { noLocation: true }));
  const facts = readJoinFacts(document);
  if (facts.subgraphs.size === 0) {
    throw new SupergraphError('The supergraph names no subgraphs: its enum join__Graph is missing or empty.');
  }
  const schema = attempt('has a schema that does not hold', () =>
    buildASTSchema(document, { assumeValid: true }),
  );
  checkFieldSets(document, schema);
  const apiSchema = attempt('has a public schema that does not hold', () => buildApiSchema(document));
  if (!apiSchema.getQueryType()) throw new SupergraphError('The supergraph has no public query type.');
  const planner = attempt('is refused by the planner', () => new Planner(document, schema, apiSchema, facts));
  return {
    sdl,
    apiSchema,
    schema,
    subgraphs: facts.subgraphs,
    plan: (operation, operationName) => planner.plan(operation, operationName),
  };
}

function attempt<Result>(complaint: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SupergraphError(`The supergraph ${complaint}: ${reason}`, { cause: error });
  }
}
