import { type ClientFacts } from '@nutgraf/contract/client-facts';
import { type IncomingHttpHeaders } from 'node:http';
import { type Identity } from '../identity/identity';
import { type RequestTelemetry } from '../telemetry/telemetry';
import { type TraceContext } from '../telemetry/trace-context';
import { type Departure } from '../upstream/departure';
import { type AnswerHeaders } from './answer-headers';
import { type ClientAnswer } from './client-answer';

/** One request of a client, from the moment its head was read. */
export interface ClientCall {
  readonly trace: TraceContext;
  /** Value of the `Authorization` header. */
  readonly authorization: string | undefined;
  /** As the client sent them. Subgraphs get none that configuration does not name. */
  readonly headers: IncomingHttpHeaders;
  /** IP address of the client; `null` when it is not known. */
  readonly address: () => string | null;
  /** Happens when the client has left. */
  readonly departure: Departure;
  /** Moment on the clock of `performance.now()` at which the client's patience ends. */
  readonly deadlineAtMs: number;
  /** Whether the client would like to see the plan of its operation. */
  readonly wantsPlan: boolean;
  /** Whether the client would like to see what its operation costs. */
  readonly wantsCost: boolean;
  /** Whether the client would like to see what the cache did. */
  readonly wantsCache: boolean;
  /** Filled in as the operation runs; emptied when it was sent. */
  readonly answer: ClientAnswer;
  /** Filled in as the operation runs. */
  readonly answerHeaders: AnswerHeaders;
  /** `undefined` where telemetry is off. */
  readonly telemetry: RequestTelemetry | undefined;
  /** Filled in as the operation runs, for the access log. */
  readonly outcome: Outcome;
}

export interface Outcome {
  operationName?: string | undefined;
  operationType?: string | undefined;
  /** Requests to subgraphs. */
  fetches: number;
  /** `extensions.code` of the first error. */
  errorCode?: string | undefined;
}

/** What Apollo Server hands to hooks and to the executor: the call, and who is asking. */
export interface OperationContext {
  readonly call: ClientCall;
  readonly identity: Identity;
}

/** What subgraphs may know of the client's connection. */
export function clientFactsOf({ address, headers }: ClientCall): ClientFacts {
  return { address: address(), userAgent: headers['user-agent'] ?? null };
}
