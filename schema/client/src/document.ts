import { type DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** An operation that knows the types of its answer and of its variables; a plain string answers `unknown`. */
export interface TypedDocument<Data, Variables> extends DocumentTypeDecoration<Data, Variables> {
  toString(): string;
  readonly __meta__?: Readonly<Record<string, unknown>> | undefined;
}

/** What a request says of its operation. */
export interface Operation {
  readonly name: string | undefined;
  /** SHA-256 of the text in hexadecimal; undefined for an operation that codegen has not seen. */
  readonly id: string | undefined;
  /** Undefined where codegen left it out. */
  readonly text: string | undefined;
  /** It changes nothing, so it may be asked twice. */
  readonly isQuery: boolean;
}

/** @throws TypeError for what is neither generated nor text. */
export function operationOf(document: TypedDocument<unknown, never>): Operation {
  const { hash, operation, operationName } = document.__meta__ ?? {};
  const text = document.toString();
  if (typeof hash !== 'string' && !text.includes('{')) {
    throw new TypeError(
      'Not a document: pass one that nutgraf-codegen has made, or the text of an operation.',
    );
  }
  return {
    id: typeof hash === 'string' ? hash : undefined,
    name: typeof operationName === 'string' ? operationName : nameIn(text),
    text: text === '' ? undefined : text,
    isQuery: operation === 'query' || (operation === undefined && !/(?:^|\})\s*mutation\b/.test(text)),
  };
}

function nameIn(text: string): string | undefined {
  return /(?:^|\})\s*(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
}
