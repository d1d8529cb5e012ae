export { requireLiveSession } from './live-session';
export type { SessionStarts } from './session-starts';
export type { SessionRevocations } from './session-revocations';
export type { IssuedSession } from './session-tokens';
export type { TokenDelivery } from './token-delivery';
export { SessionTransport } from './session-transport';
