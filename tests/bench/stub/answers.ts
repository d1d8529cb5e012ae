import { type GraphQLSchema, execute, parse } from 'graphql';

/** Bodies and answers that are kept, in bytes; the oldest go first. */
const keptBytes = 256_000_000;

/** Answers of subgraphs by request body: computed by graphql-js the first time, remembered then. */
export class Answers {
  readonly #remembered = new Map<string, Buffer>();
  readonly #documents = new Map<string, ReturnType<typeof parse>>();
  #bytes = 0;

  /** @param key names the subgraph and holds the body, see {@link keyOf} */
  remembered(key: string): Buffer | undefined {
    return this.#remembered.get(key);
  }

  async compute(key: string, schema: GraphQLSchema, body: Buffer): Promise<Buffer> {
    const { query, variables } = JSON.parse(body.toString()) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    const document = this.#parsed(query);
    const result = await execute({ schema, document, variableValues: variables ?? {} });
    const answer = Buffer.from(JSON.stringify(result));
    this.#remember(key, answer);
    return answer;
  }

  #parsed(query: string): ReturnType<typeof parse> {
    let document = this.#documents.get(query);
    if (!document) {
      document = parse(query, { noLocation: true });
      if (this.#documents.size >= 5_000) this.#documents.clear();
      this.#documents.set(query, document);
    }
    return document;
  }

  #remember(key: string, answer: Buffer): void {
    if (!this.#remembered.has(key)) this.#bytes += key.length + answer.length;
    this.#remembered.set(key, answer);
    for (const [oldest, { length }] of this.#remembered) {
      if (this.#bytes <= keptBytes) return;
      this.#remembered.delete(oldest);
      this.#bytes -= oldest.length + length;
    }
  }
}

/** One string for a subgraph and a body. Latin-1 is the cheapest way to make bytes a key. */
export function keyOf(subgraph: string, body: Buffer): string {
  return `${subgraph} ${body.toString('latin1')}`;
}
