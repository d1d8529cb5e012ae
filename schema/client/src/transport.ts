import { type GraphError, HttpError, NetworkError } from './errors.js';

/** An answer as it came, errors and all. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
  /** The token that came along does not count (RFC 6750 section 3). */
  readonly challenged: boolean;
}

/** What every request of a client has in common. */
export interface Transport {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

/** What is different with each. */
export interface Call {
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: 'include' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Posts one GraphQL request.
 * @throws NetworkError, HttpError, or the signal's reason when it was aborted.
 */
export async function post<Data>({ url, fetch }: Transport, call: Call): Promise<Answer<Data>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...call.headers,
      },
      body: JSON.stringify(call.body),
      ...(call.credentials && { credentials: call.credentials }),
      ...(call.signal && { signal: call.signal }),
    });
    text = await response.text();
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw new NetworkError(`No answer from ${url}: ${reasonOf(cause)}`, { cause });
  }
  const { status, headers } = response;
  const content = contentOf<Data>(text);
  if (!content) throw new HttpError(status, url);
  return {
    ...content,
    status,
    challenged: headers.get('www-authenticate')?.includes('invalid_token') ?? false,
  };
}

/** Null for what is not an answer of a graph. */
function contentOf<Data>(text: string): Pick<Answer<Data>, 'data' | 'errors'> | null {
  const body = parsed(text) as { data?: Data | null; errors?: unknown } | null;
  if (typeof body !== 'object' || body === null) return null;
  const errors = Array.isArray(body.errors) ? body.errors.map(graphError) : [];
  if (body.data === undefined && errors.length === 0) return null;
  return { data: body.data ?? null, errors };
}

function graphError(error: {
  message?: string;
  path?: (string | number)[];
  extensions?: Record<string, unknown>;
}): GraphError {
  const { code, traceId } = error.extensions ?? {};
  return {
    message: error.message ?? '',
    code: typeof code === 'string' ? code : 'UNKNOWN',
    ...(error.path && { path: error.path }),
    ...(typeof traceId === 'string' && { traceId }),
    extensions: error.extensions ?? {},
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
