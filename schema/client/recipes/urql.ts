/**
 * npm install @urql/core @urql/exchange-auth @urql/exchange-persisted graphql
 *
 * urql: its own cache and exchanges; ids and types from the generated documents. The graph has to know the ids
 * (persisted-documents.json): urql prints texts its own way. Without persistedExchange it sends them.
 */
import {
  ErrorListFragmentDoc,
  SessionRefreshDocument,
  SessionTokensFragmentDoc,
  type TypedDocumentString,
} from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { cacheExchange, Client, fetchExchange, gql, type TypedDocumentNode } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { persistedExchange } from '@urql/exchange-persisted';

const ids = new Map<string, string>();

/** A generated document as urql wants it: `client.query(node(ArticlePageDocument), { slug })`. */
export function node<Data, Variables>(document: TypedDocumentString<Data, Variables>) {
  const { operationName, hash } = document.__meta__ as { operationName: string; hash: string };
  ids.set(operationName, hash);
  return gql(document.toString()) as TypedDocumentNode<Data, Variables>;
}

/** Tokens of a bearer session; write what sign-in answers into it. */
export interface Tokens {
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
}

export function urqlClient(url: string, tokens: Tokens): Client {
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      authExchange((auth) =>
        Promise.resolve({
          addAuthToOperation: (operation) =>
            tokens.accessToken
              ? auth.appendHeaders(operation, { authorization: `Bearer ${tokens.accessToken}` })
              : operation,
          didAuthError: ({ graphQLErrors }) =>
            graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED'),
          refreshAuth: async () => {
            const { refreshToken } = tokens;
            if (!refreshToken) return;
            tokens.accessToken = undefined;
            const { data } = await auth.mutate(node(SessionRefreshDocument), { refreshToken });
            if (!data) return;
            const [refused] = getFragmentData(ErrorListFragmentDoc, data.sessionRefresh.errors);
            if (refused) tokens.refreshToken = undefined;
            Object.assign(tokens, getFragmentData(SessionTokensFragmentDoc, data.sessionRefresh.tokens));
          },
        }),
      ),
      persistedExchange({
        preferGetForPersistedQueries: false,
        enableForMutation: true,
        enforcePersistedQueries: true,
        generateHash: (_, { definitions: [first] }) =>
          Promise.resolve(first && 'name' in first && first.name ? ids.get(first.name.value) : null),
      }),
      fetchExchange,
    ],
  });
}
