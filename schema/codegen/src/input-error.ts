/** What was asked for cannot be done. The message says what to do about it. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
