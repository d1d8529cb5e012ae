/** Thrown when something is not as foreseen. No Error: it is no defect, and to write down its stack would take time. */
export const deviation = Symbol('deviation');

/** Leaves the fast path: the operation is answered by the careful rooms, from the same subgraph answers. */
export function deviate(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw deviation;
}
