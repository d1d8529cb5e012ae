import { type Dispatcher } from 'undici';
import { noPass, type Verdict } from './circuit-breaker';
import { type Leavable } from './in-flight';
import { isBrokenConnection, isOwnFault, isProxyStatus, isServerFailure } from './no-answer';
import { rawHeader } from './raw-headers';
import { type SubgraphCall } from './subgraph-call';
import { type SubgraphHealth } from './subgraph-health';
import { type OnOutcome, type RawAnswer, type SubgraphRequest } from './subgraph-request';
import { deadlineExceeded, timedOut, unreachable, UpstreamError } from './upstream-error';

/** Node.js fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Milliseconds before another try: apart from each other, as what ended together would otherwise come back together. */
const [leastDelayMs, mostDelayMs] = [5, 50];

/** A body is, or goes on, after the bytes that it may have. */
class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
}

/** Where an exchange takes place. */
export interface Route {
  readonly health: SubgraphHealth;
  /** Milliseconds for all tries together. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /**
   * Sends a request to the exchange's subgraph, with headers of its own.
   * @throws what keeps it from being sent
   */
  dispatch(exchange: Exchange, leftMs: number): void;
}

/**
 * One request and what becomes of it; undici's handler, without anything around it. A query that nobody answered may be
 * sent once more: the same exchange goes on, in the same time.
 *
 * These are the methods that undici 7 calls by itself. It calls them deprecated, but wraps handlers of the new kind
 * (`onRequestStart` and so on) into ones of this kind and parses all headers for them: about 5 % of a request. With
 * undici 8 they become `onRequestStart(controller)`, `onResponseStart`, `onResponseData`, `onResponseEnd` and
 * `onResponseError`; `controller.rawHeaders` then has the headers.
 */
export class Exchange implements Dispatcher.DispatchHandler, Leavable {
  // Plain fields, all of them set from the start: there is one of these per request.
  private abort: ((reason: Error) => void) | undefined = undefined;
  private timer: NodeJS.Timeout | undefined = undefined;
  private failure: UpstreamError | undefined = undefined;
  private status = 0;
  private bytes = 0;
  private chunks: Buffer[] = [];
  /** Of an answer that may not be the subgraph's. */
  private heldHeaders: Buffer[] | undefined = undefined;
  private headers: Buffer[] = [];
  private tries = 0;
  private startedAtMs = 0;
  private leftMs = 0;
  private onOutcome: OnOutcome | undefined;

  /** @param pass of the route's circuit breaker */
  constructor(
    readonly request: SubgraphRequest,
    readonly call: SubgraphCall,
    private readonly route: Route,
    private pass: number,
    onOutcome: OnOutcome,
  ) {
    this.onOutcome = onOutcome;
  }

  /**
   * Sends the request. The time limit holds from now on, over connecting, waiting and reading.
   * @param leftMs milliseconds that are left of the operation
   */
  start(leftMs: number): void {
    const { health, timeoutMs } = this.route;
    this.call.inFlight.add(this);
    health.budget.earn();
    this.startedAtMs = health.now();
    this.leftMs = leftMs;
    // Timers of equal length share one list in Node.js, so a constant one per request costs next to nothing.
    this.timer = setTimeout(giveUp, Math.min(timeoutMs, leftMs, longestTimerMs), this);
    this.send(leftMs);
  }

  timeOut(): void {
    const { subgraph } = this.request;
    const { timeoutMs } = this.route;
    if (this.leftMs >= timeoutMs) return this.end(timedOut(subgraph), 'failed');
    // A subgraph that was asked at the last moment has not failed.
    this.end(deadlineExceeded(subgraph), this.leftMs >= timeoutMs / 2 ? 'failed' : 'unknown');
  }

  leave(): void {
    this.end(unreachable(this.request.subgraph, new Error('The client left.')), 'unknown');
  }

  onConnect(abort: (reason?: Error) => void): void {
    // Throwing keeps the new connection for others; aborting would close it.
    if (this.failure) throw this.failure;
    this.abort = abort;
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    if (status < 200) return true;
    this.status = status;
    this.headers = headers;
    if (isProxyStatus(status)) this.heldHeaders = headers;
    else this.call.onHeaders(this.request.subgraph, headers);
    // A declared length alone is enough to refuse; a body that lies about it is counted all the same.
    const declared = Number(rawHeader(headers, 'content-length') ?? 0);
    const { maxResponseBytes } = this.route;
    if (declared > maxResponseBytes)
      this.refuse(`${declared} bytes are declared, ${maxResponseBytes} are allowed.`);
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    const { maxResponseBytes } = this.route;
    if (this.bytes > maxResponseBytes) this.refuse(`More than ${maxResponseBytes} bytes.`);
    else this.chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    const { status, headers, chunks, bytes } = this;
    // Most answers are one chunk, which need not be copied.
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes);
    const answer = { status, body, headers };
    const isFailure = isServerFailure(answer);
    this.settle(isFailure ? 'failed' : 'answered');
    if (isFailure && this.heldHeaders && !rawHeader(this.heldHeaders, 'retry-after'))
      this.failOrRetry(answer);
    else this.tell(answer);
  }

  onError(error: Error): void {
    if (this.failure) return this.tell(this.failure);
    this.settle(isOwnFault(error) ? 'unknown' : 'failed');
    const failure = unreachable(this.request.subgraph, error);
    // Once there is an answer, nobody knows what of it has had an effect.
    if (this.status === 0 && isBrokenConnection(error)) this.failOrRetry(failure);
    else this.tell(failure);
  }

  private send(leftMs: number): void {
    this.tries += 1;
    try {
      this.route.dispatch(this, leftMs);
    } catch (error) {
      this.end(unreachable(this.request.subgraph, error), 'unknown');
    }
  }

  /** Nobody has answered: a query may be asked again, if there is time for it, and not too often. */
  private failOrRetry(outcome: RawAnswer | UpstreamError): void {
    const { health, timeoutMs } = this.route;
    const delayMs = leastDelayMs + health.random() * (mostDelayMs - leastDelayMs);
    const hasTime = Math.min(timeoutMs, this.leftMs) - this.elapsedMs() > 2 * delayMs;
    const mayRetry = this.request.kind === 'query' && this.tries < health.attempts && hasTime;
    if (!mayRetry || !this.onOutcome || !health.budget.spend()) return this.tell(outcome);
    this.abort = undefined;
    setTimeout(tryAgain, delayMs, this, outcome);
  }

  /** @param outcome of the try before */
  retry(outcome: RawAnswer | UpstreamError): void {
    // The client has left, or the time is over.
    if (!this.onOutcome) return;
    const { health } = this.route;
    this.pass = health.breaker.admit();
    if (this.pass === noPass) return this.tell(outcome);
    this.status = this.bytes = 0;
    this.chunks = [];
    this.heldHeaders = undefined;
    health.noteRetry();
    this.send(Math.floor(this.leftMs - this.elapsedMs()));
  }

  private elapsedMs(): number {
    return this.route.health.now() - this.startedAtMs;
  }

  private refuse(reason: string): void {
    const message = 'The subgraph gave an answer that is too large.';
    const cause = new ResponseTooLargeError(reason);
    const { subgraph } = this.request;
    this.end(new UpstreamError('SUBREQUEST_MALFORMED_RESPONSE', subgraph, message, { cause }), 'answered');
  }

  /** Ends it early. */
  private end(failure: UpstreamError, verdict: Verdict): void {
    this.failure = failure;
    this.settle(verdict);
    this.abort?.(failure);
    // Without a connection there is nothing to abort, and nothing that would tell of it.
    this.tell(failure);
  }

  /** What a try says of the subgraph, once. */
  private settle(verdict: Verdict): void {
    if (this.pass === noPass) return;
    this.route.health.breaker.settle(this.pass, verdict);
    this.pass = noPass;
  }

  private tell(outcome: RawAnswer | UpstreamError): void {
    const { onOutcome, call } = this;
    if (!onOutcome) return;
    this.onOutcome = undefined;
    clearTimeout(this.timer);
    call.inFlight.delete(this);
    // undici may hold on to this object for a while.
    this.chunks = [];
    this.headers = [];
    if (outcome instanceof UpstreamError) call.onFailure(outcome);
    else if (this.heldHeaders) call.onHeaders(this.request.subgraph, this.heldHeaders);
    // undici is in the middle of something: it would take an error of the callback for one of the connection, and
    // it does not expect that another request begins here.
    process.nextTick(onOutcome, outcome);
  }
}

function giveUp(exchange: Exchange): void {
  exchange.timeOut();
}

function tryAgain(exchange: Exchange, outcome: RawAnswer | UpstreamError): void {
  exchange.retry(outcome);
}
