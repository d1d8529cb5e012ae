import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';

const types = `
  type Query { shop(id: ID!): Shop  echo(text: String, filter: Filter, any: Any, tags: [String], color: Color): String }
  type Mutation { rename(id: ID!, name: String!): Shop }
  type Shop @key(fields: "id") { id: ID! name: String! nearest: [Shop] any: Any owner: Owner }
  union Owner = Person | Firm
  type Person { first: String }
  type Firm { title: String }
  input Filter { min: Int! near: String nested: Filter }
  enum Color { RED GREEN }
  scalar Any`;

/** A gateway before one small subgraph: enough for what never gets further than the gateway. */
export class SmallGraph implements AsyncDisposable {
  /** Names that the mutation was called with. */
  readonly renamed: string[] = [];
  readonly #opened: { stop(): Promise<void> }[] = [];
  #gateway: Gateway | undefined;
  #subgraph: TestSubgraph | undefined;

  static async start(settings: Partial<GatewayOptions> = {}): Promise<SmallGraph> {
    const graph = new SmallGraph();
    const shop = (_: unknown, { id }: { id: string }) => ({ id, name: `Shop ${id}`, nearest: [] });
    graph.#subgraph = await startSubgraph('shops', types, {
      Query: { shop, echo: (_: unknown, args: unknown) => JSON.stringify(args) },
      Mutation: {
        rename: (_: unknown, { id, name }: { id: string; name: string }) => {
          graph.renamed.push(name);
          return { id, name };
        },
      },
      Owner: { __resolveType: () => 'Person' },
    });
    graph.#opened.push(graph.#subgraph);
    graph.#gateway = await createGateway({
      supergraph: compose([graph.#subgraph]),
      http: { port: 0 },
      log: { level: 'silent' },
      ...settings,
    });
    graph.#opened.push(graph.#gateway);
    return graph;
  }

  /** The GraphQL endpoint. */
  get url(): string {
    return this.gateway.url;
  }

  get gateway(): Gateway {
    if (!this.#gateway) throw new Error('The graph has not started.');
    return this.#gateway;
  }

  get subgraph(): TestSubgraph {
    if (!this.#subgraph) throw new Error('The graph has not started.');
    return this.#subgraph;
  }

  /** How many requests have reached the subgraph. */
  get fetches(): number {
    return this.subgraph.requests.length;
  }

  /** Sends a body as a GraphQL request, JSON unless headers say otherwise. */
  async post(
    body: RequestInit['body'],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SmallAnswer> {
    return this.send({
      method: 'POST',
      body: body ?? null,
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  async ask(query: string, more: object = {}): Promise<SmallAnswer> {
    return this.post(JSON.stringify({ query, ...more }));
  }

  /** Sends anything to a path; the GraphQL endpoint by default. */
  async send(init: RequestInit, path = '/graphql'): Promise<SmallAnswer> {
    const response = await fetch(new URL(path, this.url), { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Whether it answers as ever. */
  async isWell(): Promise<boolean> {
    const { status, text } = await this.ask('{ shop(id: "1") { name } }');
    return status === 200 && text === '{"data":{"shop":{"name":"Shop 1"}}}\n';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const opened of this.#opened.reverse()) await opened.stop();
  }
}

/** An answer of {@link SmallGraph}. */
export interface SmallAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Codes of the errors in an answer. */
export function codesOf({ text }: SmallAnswer): readonly unknown[] {
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: unknown } }[] };
  return errors.map(({ extensions }) => extensions.code);
}
