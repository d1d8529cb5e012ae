import { createHash } from 'node:crypto';
import { type DocumentNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isDeeperThan, literalDepth } from './input-depth';
import { type OperationSize, sizesOf } from './operation-size';
import { RefusedOperation } from './refused-operation';

/** The most an operation may ask for. */
export interface OperationLimits extends OperationSize {
  /** Length of the document's text in UTF-8. */
  readonly documentBytes: number;
  /** Lexical tokens. */
  readonly tokens: number;
  /** Lists and objects inside each other, in one literal or variable. */
  readonly inputDepth: number;
}

const names: readonly (readonly [keyof OperationSize, string])[] = [
  ['depth', 'fields inside each other'],
  ['selections', 'fields and fragments'],
  ['aliases', 'aliases'],
  ['directives', 'directives'],
  ['rootFields', 'root fields'],
  ['repeats', 'fields of one name in one selection set'],
];

/** How many documents are remembered as small enough. */
const rememberedDocuments = 2_000;
/** Length of a text that is remembered as it is; a longer one by its hash. */
const rememberedLength = 4_000;

/**
 * Refuses what is too large before anything that could take long looks at it: validation and planning both
 * grow faster than the text. Persisted documents pass here when they are registered.
 */
export class OperationLimiter {
  readonly #accepted = new LRUCache<string, true>({ max: rememberedDocuments });

  constructor(private readonly limits: OperationLimits) {}

  /** @param source `undefined` for a persisted document.
   * @throws GraphQLError OPERATION_LIMIT_EXCEEDED, HTTP 400. A syntax error is left for the parser to report. */
  check(source: string | undefined): void {
    if (source === undefined) return;
    const { documentBytes } = this.limits;
    if (source.length > documentBytes) throw tooLarge(documentBytes, 'bytes of text');
    const key = keyOf(source);
    if (this.#accepted.get(key)) return;
    if (Buffer.byteLength(source) > documentBytes) throw tooLarge(documentBytes, 'bytes of text');
    const document = this.#parse(source);
    if (!document) return;
    if (literalDepth(document) > this.limits.inputDepth) throw tooDeep(this.limits.inputDepth);
    for (const size of sizesOf(document)) {
      for (const [name, label] of names) {
        if (size[name] > this.limits[name]) throw tooLarge(this.limits[name], label);
      }
    }
    this.#accepted.set(key, true);
  }

  /** @throws GraphQLError OPERATION_LIMIT_EXCEEDED, HTTP 400. */
  checkVariables(variables: Readonly<Record<string, unknown>>): void {
    if (isDeeperThan(this.limits.inputDepth, variables)) throw tooDeep(this.limits.inputDepth);
  }

  #parse(source: string): DocumentNode | undefined {
    try {
      return parse(source, { maxTokens: this.limits.tokens, noLocation: true });
    } catch (error) {
      // graphql-js has no class or code for it: "Document contains more that 2000 tokens. Parsing aborted."
      if ((error as Error).message.includes('tokens. Parsing aborted'))
        throw tooLarge(this.limits.tokens, 'tokens');
      return undefined;
    }
  }
}

/** No hash is a document: it has no braces. */
function keyOf(source: string): string {
  return source.length > rememberedLength ? createHash('sha256').update(source).digest('base64url') : source;
}

function tooDeep(limit: number): Error {
  return tooLarge(limit, 'lists and objects inside each other in one value');
}

function tooLarge(limit: number, label: string): Error {
  const message = `The operation has more than ${limit} ${label}; ask for less at a time.`;
  return new RefusedOperation('OPERATION_LIMIT_EXCEEDED', 400, message);
}
