import { buildSchema, execute, type GraphQLSchema, type ExecutionResult, parse } from 'graphql';
import { fixtureGraph, type FixtureGraph, type ReadRequest } from '../../support/fixture-graph';
import { type Feature } from '../check/features';
import { type Model } from '../model/model';
import { mergedSdl } from './merged-sdl';
import { withRootAgain, withRootConditions } from './root-again';
import { resolversOf } from './resolvers';
import { subgraphSdl } from './sdl';
import { type Instance, World } from './world';

/** What happened in the subgraphs since the last operation began. */
export interface Events {
  readonly features: Set<Feature>;
  /** Field sets that were required, with their types. */
  readonly required: Set<string>;
  /** What subgraphs were asked that they cannot answer. */
  readonly complaints: string[];
}

/** A model as a graph behind the gateway, and as one schema for graphql-js. */
export interface RandomGraph {
  readonly model: Model;
  readonly world: World;
  readonly graph: FixtureGraph;
  readonly schema: GraphQLSchema;
  readonly events: Events;
  /** What graphql-js answers over the whole. */
  oracle(query: string, variables: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
}

/** @throws Error when the model does not compose. */
export function randomGraph(model: Model): RandomGraph {
  const world = new World(model);
  const events: Events = { features: new Set(), required: new Set(), complaints: [] };
  const witness = {
    saw: (feature: Feature) => void events.features.add(feature),
    required: (type: string, fields: string) => void events.required.add(`${type} ${fields}`),
    complain: (complaint: string) => void events.complaints.push(complaint),
  };
  const composed = fixtureGraph(
    model.subgraphs.map((name) => ({
      name,
      typeDefs: subgraphSdl(model, name),
      resolvers: resolversOf(model, world, name, witness),
    })),
    withRootAgain,
  );
  const graph = {
    ...composed,
    send: (request: ReadRequest) => composed.send(withRootConditions(request)),
  };
  const schema = buildSchema(mergedSdl(model));
  return { model, world, graph, schema, events, oracle };

  async function oracle(query: string, variableValues: Readonly<Record<string, unknown>>) {
    world.mutations = 0;
    const result = await execute({
      schema,
      document: parse(query),
      variableValues,
      fieldResolver: (
        parent: Instance | undefined,
        args: Record<string, unknown>,
        _,
        { parentType, fieldName },
      ) => {
        if (parentType.name === 'Mutation') world.mutations += 1;
        const instance = parent ?? { type: parentType.name, n: 0 };
        return world.value(instance, world.field(instance.type, fieldName), args);
      },
      typeResolver: ({ type }: Instance) => type,
    });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  }
}
