/** A token was presented and does not count. The message tells the client what to do. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

/** No token can be checked at the moment, good or bad: the issuer's keys have never been seen. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}
