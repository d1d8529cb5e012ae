/** The supergraph text cannot be served. The message names what is wrong in it. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
}
