/** Why a subgraph gave no answer that can be used. */
export type UpstreamErrorCode =
  'SUBREQUEST_HTTP_ERROR' | 'SUBREQUEST_TIMEOUT' | 'SUBREQUEST_MALFORMED_RESPONSE' | 'SUBGRAPH_UNAVAILABLE';

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
