import { createHash } from 'node:crypto';
import { Kind, parse, stripIgnoredCharacters } from 'graphql';

/** Generated code, and the documents that are in it by their id. */
export interface IdentifiedDocuments {
  readonly code: string;
  readonly persisted: ReadonlyMap<string, string>;
}

/**
 * Gives each operation its id, the SHA-256 of exactly the text that stands beside it. The preset hashes another
 * text than it embeds, so what a client sends when an id is unknown would not have that id; and it sorts
 * fields, which for a mutation is another meaning.
 */
export function identifyDocuments(code: string, withoutText: boolean): IdentifiedDocuments {
  const persisted = new Map<string, string>();
  const literal = /new TypedDocumentString\(`([^`]*)`(?:, \{.*\})?\)/g;
  const identified = code.replace(literal, (_, escaped: string) => {
    const text = stripIgnoredCharacters(escaped.replaceAll('\\\\', '\\'));
    const [first] = parse(text).definitions;
    if (first?.kind !== Kind.OPERATION_DEFINITION) {
      const fragmentName = first?.kind === Kind.FRAGMENT_DEFINITION ? first.name.value : '';
      return document(withoutText ? '' : text, { fragmentName });
    }
    const hash = createHash('sha256').update(text).digest('hex');
    persisted.set(hash, text);
    return document(withoutText ? '' : text, {
      operationName: first.name?.value,
      operation: first.operation,
      hash,
    });
  });
  return { code: identified, persisted };
}

function document(text: string, meta: object): string {
  return `new TypedDocumentString(${JSON.stringify(text)}, ${JSON.stringify(meta)})`;
}
