import { type DocumentNode, parse } from 'graphql';

/**
 * Operations for subgraphs while a plan is made of them: every step looks at their nodes, and parsing is most of the
 * work. Not to be kept, for nodes take many times the memory of a text.
 */
export class ParsedOperations {
  readonly #documents = new Map<string, DocumentNode>();

  /** The nodes of a text, without locations; not to be changed. */
  of(text: string): DocumentNode {
    const known = this.#documents.get(text);
    if (known) return known;
    const document = parse(text, { noLocation: true });
    this.#documents.set(text, document);
    return document;
  }
}
