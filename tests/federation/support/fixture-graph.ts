import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import {
  execute as executeOperation,
  type GraphQLSchema,
  KnownTypeNamesRule,
  parse,
  PossibleFragmentSpreadsRule,
  specifiedRules,
  validate,
} from 'graphql';
import { type SubgraphRequest, type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { Planner } from '@nutgraf/gateway/plan/planner';
import { PlannerPool } from '@nutgraf/gateway/plan/process/planner-pool';
import { type QueryPlan } from '@nutgraf/gateway/plan/query-plan';
import { loadSupergraph, type Supergraph } from '@nutgraf/gateway/plan/supergraph/supergraph';
import { federationLink } from './federation-link';

type Modules = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>;
export type Resolvers = NonNullable<Extract<Modules[number], { typeDefs: unknown }>['resolvers']>;

export interface FixtureSubgraph {
  readonly name: string;
  /** A document without `@link` gets {@link federationLink}. */
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
}

/** A request as the subgraph reads it. */
export interface ReadRequest extends Pick<SubgraphRequest, 'subgraph' | 'kind'> {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** A small graph whose subgraphs live in this process. */
export interface FixtureGraph {
  readonly supergraph: Supergraph;
  /** See {@link Planner.plan}. */
  plan(...operation: Parameters<Planner['plan']>): Promise<QueryPlan>;
  /** Answers as the subgraph would. */
  send(request: ReadRequest): Promise<SubgraphResponse>;
}

/** One for all graphs of a test file, which ends with it. */
const planners = new PlannerPool();
afterAll(() => planners.close());

/**
 * Builds and composes subgraphs.
 * @param edit changes the supergraph where composition has no way to say something
 */
export function fixtureGraph(
  subgraphs: readonly FixtureSubgraph[],
  edit: (supergraphSdl: string) => string = (sdl) => sdl,
): FixtureGraph {
  const schemas = new Map<string, GraphQLSchema>();
  const services = subgraphs.map(({ name, typeDefs, resolvers = {} }) => {
    const document = parse(typeDefs.includes('@link') ? typeDefs : `${federationLink}\n${typeDefs}`);
    schemas.set(name, buildSubgraphSchema([{ typeDefs: document, resolvers }]));
    return { name, url: `http://${name}.example/graphql`, typeDefs: document };
  });
  const composed = composeServices(services);
  if (!composed.supergraphSdl) {
    throw new Error(composed.errors?.map(({ message }) => message).join('\n') ?? 'Composition failed.');
  }
  const supergraph = loadSupergraph(edit(composed.supergraphSdl));
  let planner: Promise<Planner> | undefined;
  return {
    supergraph,
    plan: async (...operation) => (await (planner ??= Planner.load(supergraph, planners))).plan(...operation),
    send: (request) => answer(schemas, request),
  };
}

/** Types of a subgraph may have other names there than in an edited supergraph, so fragments are not held to them. */
const operationRules = specifiedRules.filter(
  (rule) => rule !== KnownTypeNamesRule && rule !== PossibleFragmentSpreadsRule,
);

async function answer(
  schemas: ReadonlyMap<string, GraphQLSchema>,
  { subgraph, query, variables: variableValues }: ReadRequest,
): Promise<SubgraphResponse> {
  const schema = schemas.get(subgraph);
  if (!schema) throw new Error(`There is no subgraph "${subgraph}".`);
  const document = parse(query);
  // A subgraph over HTTP would refuse it; here it must not pass for an answer.
  const [invalid] = validate(schema, document, operationRules);
  if (invalid) throw new Error(`The operation for "${subgraph}" is not valid: ${invalid.message}\n${query}`);
  const result = await executeOperation({ schema, document, variableValues });
  return JSON.parse(JSON.stringify(result)) as SubgraphResponse;
}
