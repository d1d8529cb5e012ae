import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity, serviceClaims } from '@nutgraf/contract/identity';
import { signRequest, type SigningKey } from '@nutgraf/contract/signature';
import { request, type Dispatcher } from 'undici';
import { currentRequest } from '../request-scope';

export interface InternalClientOptions {
  /** Name of the calling service. */
  readonly self: string;
  /** Name of the service that is called. */
  readonly audience: string;
  /** `http://host:port` of the service that is called. */
  readonly url: string;
  readonly keys: readonly [SigningKey, ...SigningKey[]];
}

export interface CallOptions {
  /** Whole time the call may take, body included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Signed calls from one service to the `/internal` routes of another. What is asked for the sake of a request is asked no
 * longer than somebody waits for that, and the other service is told how long that is.
 */
export class InternalClient {
  readonly #options: InternalClientOptions;

  constructor(options: InternalClientOptions) {
    this.#options = options;
  }

  /** @throws Error when the service is away, late, or answers anything but 200. */
  get<Answer>(path: string, options: CallOptions): Promise<Answer> {
    return this.#call<Answer>('GET', path, '', options);
  }

  /** @throws Error when the service is away, late, or answers anything but 200. */
  post<Answer>(path: string, body: object, options: CallOptions): Promise<Answer> {
    return this.#call<Answer>('POST', path, JSON.stringify(body), options);
  }

  async #call<Answer>(
    method: Dispatcher.HttpMethod,
    path: string,
    body: string,
    { timeoutMs, signal }: CallOptions,
  ): Promise<Answer> {
    const { self, audience, url, keys } = this.#options;
    const identity = encodeIdentity(serviceClaims(self));
    const signed = { method, path, audience, identity, body };
    const origin = currentRequest();
    const limitMs = Math.floor(Math.min(timeoutMs, origin?.leftMs ?? Infinity));
    const signals = [AbortSignal.timeout(limitMs), signal, origin?.signal].filter((one) => one !== undefined);
    const response = await request(`${url}${path}`, {
      method,
      headers: {
        ...origin?.trace,
        'content-type': 'application/json',
        [headers.identity]: identity,
        [headers.deadline]: String(limitMs),
        [headers.signature]: signRequest(signed, keys[0], Date.now()),
      },
      body: method === 'GET' ? null : body,
      signal: AbortSignal.any(signals),
    });
    const text = await response.body.text();
    if (response.statusCode !== 200) {
      throw new Error(`${audience} answered ${response.statusCode} to ${method} ${path.split('?')[0]}.`);
    }
    return JSON.parse(text) as Answer;
  }
}
