export { requireLiveSession } from './live-session';
export type { SessionRevocations } from './session-revocations';
