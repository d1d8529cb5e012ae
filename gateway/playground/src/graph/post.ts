/** A GraphQL answer, as far as the page looks at it. */
export interface GraphqlBody {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly body: GraphqlBody;
  /** From sending to the last byte. */
  readonly durationMs: number;
  readonly bytes: number;
}

export interface Operation {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

export type HeaderValues = Readonly<Record<string, string>>;

/** No GraphQL answer came. The message is for the person at the page. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    message: string,
    /** Nobody is there, or nobody who speaks GraphQL. */
    readonly isUnreachable: boolean,
  ) {
    super(message);
  }
}

/**
 * Posts one operation. Cookies stay here: whom a request is sent as is shown on the page and nowhere else.
 * @throws NoAnswer
 */
export async function post(
  endpoint: string,
  operation: Operation,
  headers: HeaderValues,
  signal?: AbortSignal,
): Promise<GraphqlAnswer> {
  const init = {
    method: 'POST',
    credentials: 'omit',
    headers: headersOf({ accept: 'application/json', 'content-type': 'application/json', ...headers }),
    body: JSON.stringify(operation),
    signal: signal ?? null,
  } as const;
  const startedAtMs = performance.now();
  const { status, text } = await send(endpoint, init);
  const durationMs = performance.now() - startedAtMs;
  return { status, body: readBody(text, status), durationMs, bytes: new Blob([text]).size };
}

async function send(endpoint: string, init: RequestInit) {
  try {
    const response = await fetch(endpoint, init);
    return { status: response.status, text: await response.text() };
  } catch {
    throw new NoAnswer('The graph cannot be reached. Is the gateway still running?', true);
  }
}

function headersOf(values: HeaderValues): Headers {
  try {
    return new Headers(values);
  } catch (error) {
    throw new NoAnswer(`The headers cannot be sent: ${(error as Error).message}`, false);
  }
}

function readBody(text: string, status: number): GraphqlBody {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  } catch {
    // Said below.
  }
  throw new NoAnswer(`The graph answered with HTTP ${status} and no GraphQL: "${text.slice(0, 200)}".`, true);
}
