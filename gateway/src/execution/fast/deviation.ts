/** Thrown when something is not as foreseen; without a stack, for it is no defect. */
export const deviation = Symbol('deviation');

/** Leaves the fast path: the operation is answered by the careful rooms, from the same subgraph answers. */
export function deviate(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw deviation;
}
