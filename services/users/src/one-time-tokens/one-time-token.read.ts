export { OneTimeTokenRepository } from './one-time-token.repository';
export { newToken, tokenHash, tokenLifeMs } from './one-time-token.rules';
