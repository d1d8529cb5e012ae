import { type Fetcher, type FetcherOpts, type FetcherParams } from '@graphiql/toolkit';
import { type GraphState, type Session } from '../session/session';
import { type GraphqlBody, type HeaderValues, type Operation, post } from './post';
import { runOperation } from './run-operation';
import { stoppable } from './stoppable';

/** Told apart from operations of people by its name. */
export const introspectionName = 'PlaygroundIntrospection';

/**
 * Sends what GraphiQL wants to know: operations as the persona of the open tab; the schema as a guest, or where guests
 * may not send documents of their own as that persona too.
 */
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
    const { endpoint } = session.settings;
    let { body } = await post(endpoint, operation, headers);
    if (isClosed(body)) {
      const persona = session.personas.of(session.tab.value);
      // Notices tell of a sign-in that fails.
      const token = await session.signIns.tokenOf(persona).catch(() => undefined);
      const authorization = `Bearer ${token}`;
      if (token !== undefined) ({ body } = await post(endpoint, operation, { authorization, ...headers }));
    }
    session.graph.set(body.data ? { kind: 'ready' } : refusalIn(body));
    return body;
  } catch (error) {
    session.graph.set({ kind: 'unreachable' });
    throw error;
  }
}

function isClosed({ errors }: GraphqlBody): boolean {
  return errors?.[0]?.extensions?.code === 'PERSISTED_QUERY_REQUIRED';
}

function refusalIn(body: GraphqlBody): GraphState {
  if (isClosed(body)) return { kind: 'closed' };
  return { kind: 'refused', message: body.errors?.[0]?.message ?? 'no reason is given.' };
}
