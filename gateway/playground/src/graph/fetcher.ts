import { type Fetcher, type FetcherOpts, type FetcherParams } from '@graphiql/toolkit';
import { type GraphState, type Session } from '../session/session';
import { type GraphqlBody, type HeaderValues, type Operation, post } from './post';
import { runOperation } from './run-operation';
import { stoppable } from './stoppable';

/** Told apart from operations of people by its name. */
export const introspectionName = 'PlaygroundIntrospection';

/** Sends what GraphiQL wants to know: operations as the persona of the open tab, the schema as a guest. */
export function createFetcher(session: Session): Fetcher {
  const fetcher = (operation: FetcherParams, options?: FetcherOpts) => {
    const headers = (options?.headers ?? {}) as HeaderValues;
    const isSchema = operation.operationName === introspectionName;
    // GraphiQL stops an operation when another tab is opened; of a promise it would show the answer there.
    return isSchema
      ? introspect(session, operation, headers)
      : stoppable((signal) => runOperation(session, operation, headers, signal));
  };
  return fetcher as Fetcher;
}

async function introspect(
  session: Session,
  operation: Operation,
  headers: HeaderValues,
): Promise<GraphqlBody> {
  try {
    const { body } = await post(session.settings.endpoint, operation, headers);
    session.graph.set(body.data ? { kind: 'ready' } : refusalIn(body));
    return body;
  } catch (error) {
    session.graph.set({ kind: 'unreachable' });
    throw error;
  }
}

function refusalIn({ errors }: GraphqlBody): GraphState {
  const [error] = errors ?? [];
  if (error?.extensions?.code === 'PERSISTED_QUERY_REQUIRED') return { kind: 'closed' };
  return { kind: 'refused', message: error?.message ?? 'no reason is given.' };
}
