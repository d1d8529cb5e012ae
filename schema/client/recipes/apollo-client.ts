/**
 * npm install @apollo/client graphql rxjs
 *
 * Apollo Client: its normalised cache, over our client, which sends ids, renews the session once for all
 * requests, and repeats what was refused meanwhile.
 */
import { ApolloClient, ApolloLink, InMemoryCache, Observable, type TypedDocumentNode } from '@apollo/client';
import { type Client } from '@nutgraf/client';
import { type TypedDocumentString } from '@nutgraf/client/documents';
import { possibleTypes } from '@nutgraf/client/possible-types';
import { parse } from 'graphql';

const documents = new Map<string, TypedDocumentString<object, never>>();
const nodes = new Map<unknown, TypedDocumentNode>();

/**
 * A generated document as Apollo Client wants it: `useQuery(node(ArticlePageDocument), { variables })`.
 * Always the same node for the same document: to `useQuery` another one would be another query at each render.
 */
export function node<Data, Variables>(document: TypedDocumentString<Data, Variables>) {
  documents.set(String(document.__meta__?.operationName), document as TypedDocumentString<object, never>);
  const made = nodes.get(document) ?? parse(document.toString());
  nodes.set(document, made);
  return made as TypedDocumentNode<Data, Variables>;
}

/** `client` is what `createClient({ url, session })` made: `cookieSession()` in pages, `bearerSession()` in apps. */
export function apolloClient(client: Client): ApolloClient {
  const link = new ApolloLink(
    ({ operationName = '', variables }) =>
      new Observable((observer) => {
        const document = documents.get(operationName);
        if (!document) throw new TypeError(`Wrap the document of "${operationName}" in node().`);
        const controller = new AbortController();
        client.execute(document, variables as never, { signal: controller.signal }).then(
          ({ data, errors }) => {
            observer.next({ data, ...(errors.length > 0 && { errors }) });
            observer.complete();
          },
          (error: unknown) => observer.error(error),
        );
        return () => controller.abort();
      }),
  );
  return new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes }) });
}
