/** How a client holds its session. */
export const SessionTransport = { COOKIE: 'COOKIE', BEARER: 'BEARER' } as const;
export type SessionTransport = keyof typeof SessionTransport;
