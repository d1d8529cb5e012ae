import { type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CompactDocument, compactDocument } from './compact';

/**
 * Valid documents, for Apollo Server. Its own store counts a document as the JSON of its nodes, but holds on to its
 * text and tokens: many small documents with long comments would fill the memory.
 */
export class DocumentStore {
  readonly #documents: LRUCache<string, CompactDocument>;

  /** @param maxBytes about how much memory all documents together may hold. */
  constructor(maxBytes: number) {
    this.#documents = new LRUCache<string, CompactDocument>({
      maxSize: maxBytes,
      sizeCalculation: ({ heldBytes }) => heldBytes,
    });
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.#documents.get(key)?.document);
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, compactDocument(document));
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#documents.delete(key));
  }
}
