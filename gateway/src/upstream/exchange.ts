import { type Dispatcher } from 'undici';
import { type Leavable } from './in-flight';
import { type SubgraphCall } from './subgraph-call';
import { type OnOutcome, type RawAnswer, type SubgraphRequest } from './subgraph-request';
import { UpstreamError } from './upstream-error';

/** Node.js fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

/** A body is, or goes on, after the bytes that it may have. */
class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
}

/**
 * One request and what becomes of it; undici's handler, without anything around it.
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
  private onOutcome: OnOutcome | undefined;

  constructor(
    private readonly request: SubgraphRequest,
    private readonly call: SubgraphCall,
    private readonly maxBytes: number,
    onOutcome: OnOutcome,
  ) {
    this.onOutcome = onOutcome;
  }

  /** The time limit holds from now on, over connecting, waiting and reading. */
  start(timeoutMs: number): void {
    this.call.inFlight.add(this);
    // Timers of equal length share one list in Node.js, so a constant one per request costs next to nothing.
    this.timer = setTimeout(giveUp, Math.min(timeoutMs, longestTimerMs), this);
  }

  /** Ends it early. */
  end(failure: UpstreamError): void {
    this.failure = failure;
    this.abort?.(failure);
    // Without a connection there is nothing to abort, and nothing that would tell of it.
    this.tell(failure);
  }

  timeOut(): void {
    this.end(
      new UpstreamError('SUBREQUEST_TIMEOUT', this.request.subgraph, 'The subgraph did not answer in time.'),
    );
  }

  leave(): void {
    this.end(unreachable(this.request.subgraph, new Error('The client left.')));
  }

  onConnect(abort: (reason?: Error) => void): void {
    // Throwing keeps the new connection for others; aborting would close it.
    if (this.failure) throw this.failure;
    this.abort = abort;
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    if (status < 200) return true;
    this.status = status;
    this.call.onHeaders(this.request.subgraph, headers);
    // A declared length alone is enough to refuse; a body that lies about it is counted all the same.
    const declared = declaredLength(headers);
    if (declared > this.maxBytes)
      this.refuse(`${declared} bytes are declared, ${this.maxBytes} are allowed.`);
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    if (this.bytes > this.maxBytes) this.refuse(`More than ${this.maxBytes} bytes.`);
    else this.chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    const { status, chunks, bytes } = this;
    // Most answers are one chunk, which need not be copied.
    this.tell({ status, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes) });
  }

  onError(error: Error): void {
    this.tell(this.failure ?? unreachable(this.request.subgraph, error));
  }

  private refuse(reason: string): void {
    const message = 'The subgraph gave an answer that is too large.';
    const cause = new ResponseTooLargeError(reason);
    this.end(new UpstreamError('SUBREQUEST_MALFORMED_RESPONSE', this.request.subgraph, message, { cause }));
  }

  private tell(outcome: RawAnswer | UpstreamError): void {
    const { onOutcome } = this;
    if (!onOutcome) return;
    this.onOutcome = undefined;
    clearTimeout(this.timer);
    this.call.inFlight.delete(this);
    // undici may hold on to this object for a while.
    this.chunks = [];
    if (outcome instanceof UpstreamError) this.call.onFailure(outcome);
    // undici is in the middle of something: it would take an error of the callback for one of the connection, and
    // it does not expect that another request begins here.
    process.nextTick(onOutcome, outcome);
  }
}

export function unreachable(subgraph: string, cause: unknown): UpstreamError {
  return new UpstreamError('SUBREQUEST_HTTP_ERROR', subgraph, 'The subgraph could not be reached.', {
    cause,
  });
}

function giveUp(exchange: Exchange): void {
  exchange.timeOut();
}

/** Value of `content-length`, 0 without one. */
function declaredLength(headers: readonly Buffer[]): number {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!;
    if (name.length !== 14 || name.toString('latin1').toLowerCase() !== 'content-length') continue;
    return Number(headers[index + 1]!.toString('latin1'));
  }
  return 0;
}
