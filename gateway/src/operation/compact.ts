import {
  type ASTNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
} from 'graphql';
import { serialize } from 'node:v8';
import { locationOf } from '../execution/faults/locations';
import { type SingleOperation } from '../plan/operation/prune';

/** A document as it can be kept, and about how much memory it holds, in bytes. */
export interface CompactDocument {
  readonly document: DocumentNode;
  readonly heldBytes: number;
}

/** By the document as it was parsed, so that all who keep one keep the same. */
const compacted = new WeakMap<DocumentNode, CompactDocument>();

/**
 * The document as it can be kept. As parsed, each node holds on to the whole text and to every token in it,
 * comments too, and names are slices of that text; the copy holds nothing but itself. Its fields still know their line
 * and column.
 */
export function compactDocument(document: DocumentNode): CompactDocument {
  const known = compacted.get(document);
  if (known) return known;
  const copier = new NodeCopier();
  const compact = { document: copier.node(document) as DocumentNode, heldBytes: copier.bytes };
  compacted.set(document, compact);
  return compact;
}

/** One operation of a valid document with the fragments that it uses, to be kept. */
export function compactOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): SingleOperation & CompactDocument {
  const isOnlyOne = document.definitions.every(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  // Validation leaves no fragment that no operation uses.
  const own = isOnlyOne ? document : separateOperations(document)[operation.name?.value ?? ''];
  const compact = compactDocument(own ?? document);
  const kept = compact.document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return { ...compact, operation: kept as OperationDefinitionNode };
}

/**
 * Memory in V8 on 64 bits: of an object, a list or a text with what is left free in it, and of each property or item.
 * Together 11 to 13 % more than measured.
 */
const objectBytes = 32;
const wordBytes = 8;

/** From this length on, what is cut out of a text holds on to the whole text (V8, `SlicedString::kMinLength`). */
const sliceLength = 13;

/** Copies nodes without their `loc`, and counts what the copies hold. */
class NodeCopier {
  bytes = 0;

  node(node: ASTNode): ASTNode {
    const copy = this.#object(node);
    const location = node.kind === Kind.FIELD ? locationOf(node) : undefined;
    if (location) copy.location = this.#object(location);
    return copy as unknown as ASTNode;
  }

  #object(original: object): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    this.bytes += objectBytes;
    for (const key in original) {
      if (key === 'loc') continue;
      const value = (original as Record<string, unknown>)[key];
      copy[key] = key === 'kind' ? value : this.#value(value);
      this.bytes += wordBytes;
    }
    return copy;
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (!Array.isArray(value)) return this.node(value as ASTNode);
    this.bytes += 2 * objectBytes + wordBytes * value.length;
    return value.map((item) => this.#value(item));
  }

  #text(text: string): string {
    this.bytes += objectBytes + text.length;
    return text.length < sliceLength ? text : Buffer.from(text).toString();
  }
}

/** Memory of plain data compared with its serialised form; 2 to 2.6 measured for documents. */
const memoryPerSerializedByte = 3;

/** About how much memory plain data holds, in bytes. */
export function heldBytes(data: unknown): number {
  return serialize(data).byteLength * memoryPerSerializedByte;
}
