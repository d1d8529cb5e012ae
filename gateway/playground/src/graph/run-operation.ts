import { type Run } from '../plan/run';
import { takePlan } from '../plan/take-plan';
import { printMs } from '../plan/waterfall';
import { type Session } from '../session/session';
import { SignInFailed } from '../session/sign-in';
import { operationNameIn } from './operation-name';
import {
  type GraphqlAnswer,
  type GraphqlBody,
  type HeaderValues,
  NoAnswer,
  type Operation,
  post,
} from './post';

/** Runs an operation for the tab that is open, and notes how that went. Its faults are told as an answer. */
export async function runOperation(
  session: Session,
  asked: Operation,
  headers: HeaderValues,
  signal: AbortSignal,
): Promise<GraphqlBody> {
  const tab = session.tab.value;
  const operation = { ...asked, operationName: operationNameIn(asked.query, asked.operationName) };
  try {
    const answer = await postAs(session, session.personas.of(tab), operation, headers, signal);
    const { body, ...shown } = takePlan(answer.body);
    const { status, durationMs, bytes } = answer;
    const run: Run = { status, durationMs, bytes, ...shown };
    if (!signal.aborted) session.answered(tab, run, describe(run, body));
    return body;
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof SignInFailed)) throw error;
    const isUnreachable = error instanceof NoAnswer && error.isUnreachable;
    if (!signal.aborted) session.failed(tab, error.message, isUnreachable);
    return { errors: [{ message: error.message }] };
  }
}

async function postAs(
  { settings, signIns }: Session,
  persona: string,
  operation: Operation,
  given: HeaderValues,
  signal: AbortSignal,
): Promise<GraphqlAnswer> {
  const send = (token: string | undefined) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const shown = { 'nutgraf-query-plan': 'true', 'nutgraf-cache': 'true' };
    const headers = { ...shown, ...authorization, ...given };
    return post(settings.endpoint, operation, headers, signal);
  };
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
  const count = plan?.requests.length;
  const asked = count === undefined ? '' : ` ${count} subgraph ${count === 1 ? 'request' : 'requests'}.`;
  return `Answered with status ${status} in ${printMs(durationMs)}${faults}.${asked}`;
}
