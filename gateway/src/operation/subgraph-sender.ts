import { headers as names } from '@nutgraf/contract/headers';
import { type Credentials } from '../identity/subgraph-credentials';
import { InFlight } from '../upstream/in-flight';
import { readAnswer } from '../upstream/read-answer';
import { type SubgraphCall } from '../upstream/subgraph-call';
import { type SubgraphClient } from '../upstream/subgraph-client';
import {
  type OnOutcome,
  type RawAnswer,
  type SubgraphError,
  type SubgraphRequest,
  type SubgraphResponse,
  type Subgraphs,
} from '../upstream/subgraph-request';
import { UpstreamError } from '../upstream/upstream-error';
import { type FetchTelemetry, type RequestTelemetry } from '../telemetry/telemetry';
import { type ClientCall } from './client-call';
import { type HeaderPropagation, addHeadersForSubgraph, noteSubgraphHeaders } from './header-propagation';
import { type RequestLog } from './request-log';

/** Errors of one answer that are reported at most; the first ones tell what is wrong. */
const mostReported = 10;

/** Told of every failed call and every error that a subgraph answered, in the words that clients do not see. */
export type ReportSubgraph = (report: {
  readonly subgraph: string;
  readonly traceId: string;
  readonly err?: unknown;
  /** The first of them, and how many there are. */
  readonly errors?: readonly SubgraphError[];
  readonly errorCount?: number;
}) => void;

/**
 * The subgraphs for one call: asked with its trace, what is left of its time, and proof of who asks. Of the
 * client's own headers they get what configuration names.
 * @param log notes each request, for who wants to see them
 */
export function subgraphsFor(
  call: ClientCall,
  client: SubgraphClient,
  credentials: Credentials,
  report: ReportSubgraph,
  propagation: HeaderPropagation,
  log?: RequestLog,
): Subgraphs {
  const subgraphs = new SubgraphsOfCall(call, client, credentials, report, propagation);
  return log ? log.watch(subgraphs) : subgraphs;
}

class SubgraphsOfCall implements Subgraphs, SubgraphCall {
  readonly inFlight: InFlight;
  /** Of requests under way, where telemetry is on. */
  #fetches: Map<SubgraphRequest, FetchTelemetry> | undefined;
  /** Answers of which was reported what is wrong. */
  #reported: WeakSet<RawAnswer> | undefined;

  constructor(
    private readonly call: ClientCall,
    private readonly client: SubgraphClient,
    private readonly credentials: Credentials,
    private readonly report: ReportSubgraph,
    private readonly propagation: HeaderPropagation,
  ) {
    this.inFlight = new InFlight(call.departure);
  }

  send(request: SubgraphRequest, onOutcome: OnOutcome): void {
    const leftMs = Math.floor(this.call.deadlineAtMs - performance.now());
    const { telemetry, outcome } = this.call;
    outcome.fetches += 1;
    this.client.send(
      request,
      this,
      leftMs,
      telemetry ? this.#watch(telemetry, request, onOutcome) : onOutcome,
    );
  }

  read(subgraph: string, answer: RawAnswer): SubgraphResponse {
    try {
      const response = readAnswer(subgraph, answer);
      if (response.errors && this.#isNews(answer)) {
        const { length: errorCount } = response.errors;
        const errors = response.errors.slice(0, mostReported).map(loggable);
        this.report({ subgraph, traceId: this.call.trace.traceId, errorCount, errors });
      }
      return response;
    } catch (error) {
      if (error instanceof UpstreamError && this.#isNews(answer)) this.onFailure(error);
      throw error;
    }
  }

  addHeaders(headers: string[], request: SubgraphRequest, path: string, leftMs: number): void {
    const { subgraph, body } = request;
    const rules = this.propagation.rulesOf(subgraph);
    if (rules && addHeadersForSubgraph(headers, rules, this.call.headers)) {
      this.call.answerHeaders.lifetime.becomePrivate();
    }
    const { traceparent, tracestate } = this.call.trace;
    const parent = this.#fetches?.get(request)?.onSend() ?? traceparent;
    headers.push('traceparent', parent, names.deadline, String(leftMs));
    if (tracestate !== undefined) headers.push('tracestate', tracestate);
    const proof = this.credentials({ path, audience: subgraph, body });
    for (const name in proof) headers.push(name, proof[name]!);
  }

  onHeaders(subgraph: string, headers: Buffer[]): void {
    const { answerHeaders } = this.call;
    answerHeaders.lifetime.addPart(headers);
    const rules = this.propagation.rulesOf(subgraph);
    if (rules) noteSubgraphHeaders(rules, headers, answerHeaders);
  }

  onFailure(err: UpstreamError): void {
    const { departure, trace } = this.call;
    // That the subgraph is not asked was said when that began.
    if (err.code === 'SUBGRAPH_UNAVAILABLE') return;
    if (!departure.hasHappened) this.report({ subgraph: err.subgraph, traceId: trace.traceId, err });
  }

  #watch(telemetry: RequestTelemetry, request: SubgraphRequest, onOutcome: OnOutcome): OnOutcome {
    const fetch = telemetry.beginFetch(request.subgraph);
    (this.#fetches ??= new Map()).set(request, fetch);
    return (outcome) => {
      if (outcome instanceof UpstreamError) fetch.end({ error: outcome.code });
      else fetch.end({ status: outcome.status, bytes: outcome.body.length });
      this.#fetches?.delete(request);
      onOutcome(outcome);
    };
  }

  #isNews(answer: RawAnswer): boolean {
    if (this.#reported?.has(answer)) return false;
    (this.#reported ??= new WeakSet()).add(answer);
    return true;
  }
}

/** What is wrong with an input is told in words that quote it, to the client: a password may have come in the wrong field. */
function loggable(error: SubgraphError): SubgraphError {
  if (error.extensions?.code !== 'BAD_USER_INPUT') return error;
  const { path, extensions } = error;
  return {
    message: 'An input was refused.',
    ...(path && { path }),
    extensions: { code: extensions.code },
  };
}
