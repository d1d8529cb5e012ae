import { ConfigError } from '../config-error';
import { publicUrl } from '../secret';

/** Longest wait for a supergraph, in milliseconds. */
const timeoutMs = 10_000;

/** Longest supergraph over HTTP, in bytes after inflating. */
const limitBytes = 32_000_000;

/** A supergraph behind a URL. A server that knows `ETag` is asked for a change only; of another the texts are compared. */
export class SupergraphUrl {
  #etag: string | null = null;
  #text: string | undefined;

  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> | undefined,
  ) {}

  async read(signal?: AbortSignal): Promise<string | undefined> {
    try {
      return await this.#read(AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]));
    } catch (error) {
      const reason = reasonOf(error as Error);
      const message = `The supergraph at ${publicUrl(this.url)} cannot be fetched: ${reason}.`;
      throw new ConfigError(message);
    }
  }

  async #read(signal: AbortSignal): Promise<string | undefined> {
    const response = await fetch(this.url, {
      headers: {
        accept: 'application/graphql, text/plain;q=0.9, */*;q=0.8',
        ...this.headers,
        ...(this.#etag !== null && { 'if-none-match': this.#etag }),
      },
      redirect: this.headers ? 'error' : 'follow',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      if (response.status === 304 && this.#text !== undefined) return undefined;
      throw new Error(`HTTP ${response.status}`);
    }
    const text = await textOf(response);
    this.#etag = response.headers.get('etag');
    if (text === this.#text) return undefined;
    this.#text = text;
    return text;
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limitBytes) throw new Error(`it is larger than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reasonOf({ name, message, cause }: Error): string {
  if (name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  // `fetch` puts the reason behind "fetch failed".
  const { code, message: inner } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return code ?? inner ?? message;
}
