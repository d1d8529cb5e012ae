import { type Fetcher, type FetcherReturnType } from '@graphiql/toolkit';
import { type Session } from '../session/session';
import { type GraphqlBody, type HeaderValues, type Operation, post } from './post';
import { runOperation } from './run-operation';
import { stoppable } from './stoppable';

/** Told apart from operations of people by its name. */
export const introspectionName = 'PlaygroundIntrospection';

/** Sends what GraphiQL wants to know: operations as the persona of the open tab, the schema as a guest. */
export function createFetcher(session: Session): Fetcher {
  return (operation, options) => {
    const headers = (options?.headers ?? {}) as HeaderValues;
    const isSchema = operation.operationName === introspectionName;
    // GraphiQL stops an operation when another tab is opened; of a promise it would show the answer there.
    const answer = isSchema
      ? introspect(session, operation, headers)
      : stoppable((signal) => runOperation(session, operation, headers, signal));
    return answer as FetcherReturnType;
  };
}

async function introspect(
  session: Session,
  operation: Operation,
  headers: HeaderValues,
): Promise<GraphqlBody> {
  try {
    const { body } = await post(session.settings.endpoint, operation, headers);
    session.graph.set(body.data ? 'ready' : 'introspection-off');
    return body;
  } catch (error) {
    session.graph.set('unreachable');
    throw error;
  }
}
