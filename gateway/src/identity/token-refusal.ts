/** A token was presented and does not count. The message tells the client what to do. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

/** No token can be checked at the moment: the issuer's keys, or the sessions that it ended, have never been seen. */
export class TokensUncheckable extends Error {
  override readonly name = 'TokensUncheckable';
}
