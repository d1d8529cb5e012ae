import {
  type GatewayExecutionResult,
  type GatewayExecutor,
  type GatewayGraphQLRequestContext,
  type GatewayInterface,
  type GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { type OperationContext } from './client-call';
import { type Graph } from './graph';

/** Runs one operation on the graph it was validated against. */
export type RunOn = (
  graph: Graph,
  request: GatewayGraphQLRequestContext<OperationContext>,
) => Promise<GatewayExecutionResult>;

/**
 * The graph as Apollo Server sees it. Apollo takes one executor for life, so each operation finds its graph by the
 * schema it was validated against: a swap in between never mixes two.
 */
export class GraphHolder implements GatewayInterface {
  readonly #graphs = new WeakMap<GraphQLSchema, Graph>();
  #current: Graph;
  #onUpdate: GatewaySchemaLoadOrUpdateCallback | undefined;

  constructor(
    first: Graph,
    private readonly run: RunOn,
  ) {
    this.#current = first;
    this.#graphs.set(first.supergraph.apiSchema, first);
  }

  get current(): Graph {
    return this.#current;
  }

  /**
   * Serves another graph from now on.
   * @throws Error when its schema does not hold: then it is closed, and the current one stays.
   */
  async swapOrClose(next: Graph): Promise<void> {
    try {
      assertValidSchema(next.supergraph.apiSchema);
    } catch (error) {
      await next.close();
      throw error;
    }
    this.#graphs.set(next.supergraph.apiSchema, next);
    this.#current = next;
    this.#announce();
  }

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.#onUpdate = callback;
    return () => (this.#onUpdate = undefined);
  }

  load(): Promise<{ executor: GatewayExecutor }> {
    this.#announce();
    // Apollo's interface leaves the context open; it is the one our HTTP layer hands in.
    const executor = (request: GatewayGraphQLRequestContext) =>
      this.run(this.#graphOf(request.schema), request as GatewayGraphQLRequestContext<OperationContext>);
    return Promise.resolve({ executor });
  }

  /** Nothing to stop: who made a graph closes it. */
  stop(): Promise<void> {
    return Promise.resolve();
  }

  #announce(): void {
    const { apiSchema, sdl } = this.#current.supergraph;
    this.#onUpdate?.({ apiSchema, coreSupergraphSdl: sdl });
  }

  #graphOf(schema: GraphQLSchema): Graph {
    const graph = this.#graphs.get(schema);
    if (!graph) throw new Error('An operation was validated against a schema that was never served.');
    return graph;
  }
}
