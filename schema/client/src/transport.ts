import { type GraphError, HttpError, NetworkError } from './errors.js';

/** An answer as it came, errors and all. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
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
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
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
    status = response.status;
    text = await response.text();
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw new NetworkError(`No answer from ${url}: ${reasonOf(cause)}`, { cause });
  }
  return answerOf(status, text) ?? fail(new HttpError(status, url));
}

function answerOf<Data>(status: number, text: string): Answer<Data> | null {
  const body = parsed(text) as { data?: Data | null; errors?: unknown } | null;
  if (typeof body !== 'object' || body === null) return null;
  const errors = Array.isArray(body.errors) ? body.errors.map(graphError) : [];
  if (body.data === undefined && errors.length === 0) return null;
  return { status, data: body.data ?? null, errors };
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

function fail(error: Error): never {
  throw error;
}
