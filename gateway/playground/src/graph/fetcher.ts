import { type Fetcher } from '@graphiql/toolkit';
import { type Run } from '../plan/run';
import { takePlan } from '../plan/take-plan';
import { printMs } from '../plan/waterfall';
import { type Session } from '../session/session';
import { SignInFailed } from '../session/sign-in';
import { operationNameIn } from './operation-name';
import { type GraphqlAnswer, type GraphqlBody, NoAnswer, type Operation, post } from './post';

/** Told apart from operations of people by its name. */
export const introspectionName = 'PlaygroundIntrospection';

type Headers = Readonly<Record<string, string>>;

/** Sends what GraphiQL wants to know: operations as the persona of the open tab, the schema as a guest. */
export function createFetcher(session: Session): Fetcher {
  return async (operation, options) => {
    const isSchema = operation.operationName === introspectionName;
    const headers = (options?.headers ?? {}) as Headers;
    return (await (isSchema
      ? introspect(session, operation, headers)
      : run(session, operation, headers))) as Awaited<ReturnType<Fetcher>>;
  };
}

async function introspect(session: Session, operation: Operation, headers: Headers): Promise<GraphqlBody> {
  try {
    const { body } = await post(session.settings.endpoint, operation, headers);
    session.graph.set(body.data ? 'ready' : 'introspection-off');
    return body;
  } catch (error) {
    session.graph.set('unreachable');
    throw error;
  }
}

async function run(session: Session, asked: Operation, headers: Headers): Promise<GraphqlBody> {
  const tab = session.tab.value;
  const operation = { ...asked, operationName: operationNameIn(asked.query, asked.operationName) };
  try {
    const {
      status,
      durationMs,
      bytes,
      body: whole,
    } = await postAs(session, session.personas.of(tab), operation, headers);
    const { body, plan } = takePlan(whole);
    const result: Run = { status, durationMs, bytes, ...(plan && { plan }) };
    session.note(tab, result);
    session.spoken.set(describe(result, body));
    return body;
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof SignInFailed)) throw error;
    if (error instanceof NoAnswer) session.graph.set('unreachable');
    session.spoken.set(error.message);
    return { errors: [{ message: error.message }] };
  }
}

async function postAs(
  { settings, signIns }: Session,
  persona: string,
  operation: Operation,
  given: Headers,
): Promise<GraphqlAnswer> {
  const send = (token: string | undefined) =>
    post(settings.endpoint, operation, {
      'nutgraf-query-plan': 'true',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...given,
    });
  // Who writes the header into the tab means it.
  if (Object.keys(given).some((name) => name.toLowerCase() === 'authorization')) return send(undefined);
  const token = await signIns.tokenOf(persona);
  const answer = await send(token);
  if (token === undefined || !isRefusedToken(answer)) return answer;
  return send(await signIns.renew(persona, token));
}

/** Nothing was executed then, so that sending it again does nothing twice. */
function isRefusedToken({ status, body }: GraphqlAnswer): boolean {
  return (
    status === 401 && body.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') === true
  );
}

function describe({ status, durationMs, plan }: Run, { errors = [] }: GraphqlBody): string {
  const faults =
    errors.length === 0 ? '' : `, with ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}`;
  const asked = plan ? ` ${plan.requests.length} subgraph requests.` : '';
  return `Answered with status ${status} in ${printMs(durationMs)}${faults}.${asked}`;
}
