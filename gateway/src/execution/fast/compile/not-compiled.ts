/** An operation has something for which there is no fast path; the careful rooms answer it. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}
