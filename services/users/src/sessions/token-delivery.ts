import type { Clock } from '@nutgraf/kit/clock';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import { parse, serialize } from 'cookie';
import type { TokenPairValue } from './session-tokens';
import type { SessionTransport } from './session-transport';

/** Hands tokens to clients: in the payload, or in cookies that no script can read. */
export class TokenDelivery {
  readonly #clock: Clock;
  readonly #secure: boolean;
  readonly #names: { readonly access: string; readonly refresh: string };

  /** @param secure Whether the site is served over https: only then do browsers take `__Host-` cookies. */
  constructor(secure: boolean, clock: Clock) {
    this.#clock = clock;
    this.#secure = secure;
    const prefix = secure ? '__Host-' : '';
    this.#names = { access: `${prefix}nutgraf_access`, refresh: `${prefix}nutgraf_refresh` };
  }

  /** @returns What belongs into the payload: nothing for cookies. */
  deliver(http: HttpExchange, transport: SessionTransport, tokens: TokenPairValue): TokenPairValue | null {
    if (transport === 'BEARER') return tokens;
    const { accessToken, refreshToken, refreshTokenExpiresAt } = tokens;
    // It outlives its token, so that the gateway can tell a browser whose token has expired from a guest's.
    this.#set(http, this.#names.access, accessToken, refreshTokenExpiresAt);
    this.#set(http, this.#names.refresh, refreshToken, refreshTokenExpiresAt);
    return null;
  }

  /** The refresh token among the client's cookies. */
  refreshTokenOf({ cookie }: HttpExchange): string | null {
    return (cookie === undefined ? undefined : parse(cookie)[this.#names.refresh]) ?? null;
  }

  /** Lets the browser forget its session. */
  clear(http: HttpExchange): void {
    for (const name of Object.values(this.#names)) this.#set(http, name, '', new Date(0));
  }

  #set(http: HttpExchange, name: string, value: string, expiresAt: Date): void {
    const seconds = Math.floor((expiresAt.getTime() - this.#clock.now().getTime()) / 1000);
    const maxAge = Math.max(0, seconds);
    http.setCookie(
      serialize(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.#secure, maxAge }),
    );
  }
}
