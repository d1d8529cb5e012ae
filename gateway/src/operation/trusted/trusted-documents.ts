import { type DocumentNode, type GraphQLSchema, Kind, parse, validate } from 'graphql';

/** A document that was reviewed before any client had it. */
export interface TrustedDocument {
  /** SHA-256 of the text, in lower-case hex. */
  readonly hash: string;
  readonly text: string;
  /** Where it comes from. */
  readonly file: string;
}

interface Named extends TrustedDocument {
  /** Of its operation. */
  readonly name: string;
}

/** The documents that clients may ask by their hash. */
export class TrustedDocuments {
  readonly #documents: ReadonlyMap<string, Named>;
  readonly #texts: ReadonlySet<string>;
  /** Lexical tokens of the largest. */
  readonly mostTokens: number;

  /** @throws Error that names the file of a document that is not GraphQL, or not one operation with a name. */
  constructor(documents: readonly TrustedDocument[]) {
    const parsed = documents.map((document) => ({ document, node: parsedOf(document) }));
    this.#documents = new Map(
      parsed.map(({ document, node }) => [document.hash, { ...document, name: nameOf(document, node) }]),
    );
    this.#texts = new Set(documents.map(({ text }) => text));
    this.mostTokens = Math.max(0, ...parsed.map(({ node }) => node.tokenCount ?? 0));
  }

  get size(): number {
    return this.#documents.size;
  }

  textOf(hash: string): string | undefined {
    return this.#documents.get(hash)?.text;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  /** One sentence for each document that a schema does not know how to answer. */
  faultsOn(schema: GraphQLSchema): readonly string[] {
    return [...this.#documents.values()].flatMap((document) => {
      const [error] = validate(schema, parsedOf(document), undefined, { maxErrors: 1 });
      return error
        ? [`${document.file}: the document "${document.name}" is not valid: ${error.message}`]
        : [];
    });
  }

  /** @throws Error that names every document that is not valid. */
  requireValid(schema: GraphQLSchema): void {
    const faults = this.faultsOn(schema);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }
}

function parsedOf({ file, hash, text }: TrustedDocument): DocumentNode {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    throw new Error(`${file}: the document ${hash} is not GraphQL: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function nameOf({ file, hash }: TrustedDocument, { definitions }: DocumentNode): string {
  const [operation, another] = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const name = operation?.kind === Kind.OPERATION_DEFINITION ? operation.name?.value : undefined;
  if (name === undefined || another) {
    throw new Error(`${file}: the document ${hash} must be one operation with a name, and its fragments.`);
  }
  return name;
}
