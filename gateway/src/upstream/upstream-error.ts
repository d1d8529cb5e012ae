/** Why a subgraph gave no answer that can be used. */
export type UpstreamErrorCode =
  | 'SUBREQUEST_HTTP_ERROR'
  | 'SUBREQUEST_TIMEOUT'
  | 'SUBREQUEST_MALFORMED_RESPONSE'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'DEADLINE_EXCEEDED';

/**
 * A subgraph gave no usable answer. The message may be shown to clients: it never tells a host, a port, a
 * URL or what the subgraph wrote. `cause` holds those, for logs.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  constructor(
    readonly code: UpstreamErrorCode,
    readonly subgraph: string,
    message: string,
    options?: {
      readonly cause?: unknown;
      /** HTTP status, where one was received. */ readonly status?: number;
    },
  ) {
    super(message, options);
    if (options?.status !== undefined) this.status = options.status;
  }

  readonly status?: number;
}

export function unreachable(subgraph: string, cause: unknown): UpstreamError {
  const message = 'The subgraph could not be reached.';
  return new UpstreamError('SUBREQUEST_HTTP_ERROR', subgraph, message, { cause });
}

/** The subgraph had its time. */
export function timedOut(subgraph: string): UpstreamError {
  return new UpstreamError('SUBREQUEST_TIMEOUT', subgraph, 'The subgraph did not answer in time.');
}

/** The operation had its time, whoever took it. */
export function deadlineExceeded(subgraph: string): UpstreamError {
  const message = 'The time for the whole operation was over before the subgraph answered.';
  return new UpstreamError('DEADLINE_EXCEEDED', subgraph, message);
}

/** It failed so often that it is not asked for a while. */
export function unavailable(subgraph: string): UpstreamError {
  const message = 'The subgraph does not answer at present; ask again in a moment.';
  return new UpstreamError('SUBGRAPH_UNAVAILABLE', subgraph, message);
}
