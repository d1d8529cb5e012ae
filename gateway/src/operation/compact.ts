import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
} from 'graphql';
import { serialize } from 'node:v8';
import { copyLocations } from '../execution/faults/locations';
import { type SingleOperation } from '../plan/operation/prune';

/**
 * The document as it can be kept. As parsed, each node holds on to the whole text and to every token in it,
 * comments too, and names are slices of that text; what is printed and parsed anew holds nothing but itself.
 * Its fields still know their line and column.
 */
export function compactDocument(document: DocumentNode): DocumentNode {
  const compact = parse(print(document), { noLocation: true });
  copyLocations(document, compact);
  return compact;
}

/** One operation of a document with the fragments that it uses, to be kept. */
export function compactOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): SingleOperation {
  const { [operation.name?.value ?? '']: own = document } = separateOperations(document);
  const compact = compactDocument(own);
  const kept = compact.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return { document: compact, operation: kept as OperationDefinitionNode };
}

/** Memory of plain data compared with its serialised form; 2 to 2.6 measured for documents. */
const memoryPerSerializedByte = 3;

/** About how much memory plain data holds, in bytes. */
export function heldBytes(data: unknown): number {
  return serialize(data).byteLength * memoryPerSerializedByte;
}
