/** One error of an answer. */
export interface GraphError {
  readonly message: string;
  /** Of a closed list, such as `FORBIDDEN`; a newer graph may know more. */
  readonly code: string;
  /** Where in the data; absent when the whole request failed. */
  readonly path?: readonly (string | number)[];
  /** Names this request in the graph's logs. */
  readonly traceId?: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The graph answered with errors. What it could answer is in {@link data}. */
export class GraphQLRequestError<Data = unknown> extends Error {
  override readonly name = 'GraphQLRequestError';
  /** Code of the first error. */
  readonly code: string;
  readonly traceId: string | undefined;

  constructor(
    readonly errors: readonly GraphError[],
    /** Partial data: what failed is null. */
    readonly data: Data | null,
    /** Of the HTTP answer. */
    readonly status: number,
    readonly operationName: string | undefined,
  ) {
    const [first] = errors;
    const trace = first?.traceId ? `, trace ${first.traceId}` : '';
    super(
      `${operationName ?? 'Operation'}: ${first?.message ?? 'no data'} (${first?.code ?? 'UNKNOWN'}${trace})`,
    );
    this.code = first?.code ?? 'UNKNOWN';
    this.traceId = first?.traceId;
  }
}

/** No answer came: offline, refused, or cut off. Whether the graph has done what was asked is not known. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/** Something answered, but not with GraphQL: a proxy, or a wrong URL. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly status: number,
    url: string,
  ) {
    super(`${url} answered HTTP ${status} without GraphQL. Is this the URL of the graph?`);
  }
}
