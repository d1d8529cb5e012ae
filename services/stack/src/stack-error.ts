/** A failure that the person at the terminal can understand and mend: printed as its one sentence, without a stack. */
export class StackError extends Error {
  override readonly name = 'StackError';
}
