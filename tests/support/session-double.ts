import { type DoubleAnswer, type DoubleRequest, type GraphDouble, refusal } from './graph-double';

/** Plays sessions on a double: single-use refresh tokens, whose parent gives the same successor once more. */
export class SessionDouble {
  #number = 0;
  #access = '';
  #refresh = '';
  #parent = '';
  revoked = false;
  /** Held back until this settles. */
  gate: Promise<void> = Promise.resolve();

  constructor(graph: GraphDouble) {
    graph.plays('SignIn', ({ variables }) => this.#signIn(variables));
    graph.plays('SessionRefresh', (request) => this.#renew(request));
    graph.plays('SessionRevoke', (request) =>
      this.guarded(request, () => {
        this.revoked = true;
        return { sessionRevoke: { revokedSessionIds: ['ses_1'], errors: [] } };
      }),
    );
    graph.plays('ViewerShell', (request) =>
      this.guarded(request, (signedIn) => ({ viewer: signedIn ? { id: 'acc_1' } : null })),
    );
  }

  /** The access token that counts now. */
  get accessToken(): string {
    return this.#access;
  }

  get refreshToken(): string {
    return this.#refresh;
  }

  /** What is out there expires: only a refresh helps. */
  expireAccess(): void {
    this.#access = `access-${++this.#number}`;
  }

  /** As the gateway: a header that does not count fails the whole request, a cookie makes a guest who is told. */
  guarded({ headers }: DoubleRequest, data: (signedIn: boolean) => object): DoubleAnswer {
    const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };
    const counts = (token: string) => token === this.#access && !this.revoked;
    const bearer = headers.authorization?.replace('Bearer ', '');
    if (bearer !== undefined) {
      return counts(bearer) ? { body: { data: data(true) } } : refusal('UNAUTHENTICATED', 401);
    }
    const cookie = cookieOf(headers.cookie, 'access');
    if (cookie === undefined || counts(cookie)) return { body: { data: data(cookie !== undefined) } };
    return { body: { data: data(false) }, headers: challenge };
  }

  #signIn(variables: Record<string, unknown>): DoubleAnswer {
    const { by, transport } = variables.input as {
      by: { password: { password: string } };
      transport: string;
    };
    if (by.password.password !== 'right') {
      const errors = [{ code: 'INVALID_CREDENTIALS', message: 'No.', path: null }];
      return { body: { data: { sessionCreate: { session: null, account: null, tokens: null, errors } } } };
    }
    this.revoked = false;
    return this.#answer('sessionCreate', transport === 'COOKIE', {
      session: { id: 'ses_1' },
      account: { id: 'acc_1' },
    });
  }

  async #renew({ variables, headers }: DoubleRequest): Promise<DoubleAnswer> {
    await this.gate;
    const byCookie = variables.refreshToken === undefined;
    const presented = byCookie ? cookieOf(headers.cookie, 'refresh') : variables.refreshToken;
    if (presented === this.#parent && !this.revoked) return this.#payload('sessionRefresh', byCookie, {});
    if (presented !== this.#refresh || this.revoked) {
      const errors = [{ code: 'INVALID_OR_EXPIRED_TOKEN', message: 'Sign in again.', path: null }];
      return { body: { data: { sessionRefresh: { tokens: null, errors } } } };
    }
    return this.#answer('sessionRefresh', byCookie, {});
  }

  #answer(field: string, byCookie: boolean, rest: object): DoubleAnswer {
    this.#number += 1;
    this.#access = `access-${this.#number}`;
    this.#parent = this.#refresh;
    this.#refresh = `refresh-${this.#number}`;
    return this.#payload(field, byCookie, rest);
  }

  #payload(field: string, byCookie: boolean, rest: object): DoubleAnswer {
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const tokens = byCookie
      ? null
      : {
          accessToken: this.#access,
          accessTokenExpiresAt: inMinutes(5),
          refreshToken: this.#refresh,
          refreshTokenExpiresAt: inMinutes(60),
        };
    const headers = { 'x-set-cookies': `access=${this.#access}; refresh=${this.#refresh}` };
    return { body: { data: { [field]: { tokens, errors: [], ...rest } } }, ...(byCookie && { headers }) };
  }
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  return new RegExp(`\\b${name}=([^;]+)`).exec(header ?? '')?.[1];
}

/** A browser with its cookies, as far as these tests need it. */
export class Browser {
  #cookies = '';
  /** Its `fetch`, which sends cookies where they are asked for. */
  readonly fetch: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (init?.credentials === 'include' && this.#cookies) headers.set('cookie', this.#cookies);
    const response = await fetch(input, { ...init, headers });
    this.#cookies = response.headers.get('x-set-cookies') ?? this.#cookies;
    return response;
  };

  /** The access cookie is over: the browser drops it without a word. */
  dropAccess(): void {
    this.#cookies = this.#cookies.replace(/access=[^;]+; /, '');
  }
}
