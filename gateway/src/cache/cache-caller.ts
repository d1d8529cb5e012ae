/** For whom a subgraph is asked, as far as its answers may depend on it. */
export interface CacheCaller {
  /** Nobody in particular, and without credentials that the subgraph sees. All guests are one caller. */
  readonly isGuest: boolean;
  /** Part of the key: what is the same for callers who may share answers. */
  readonly key: string;
  /** Lower-case names of headers that are sent to the subgraph, and of which configuration says that it does not look. */
  readonly ignored: readonly string[];
  /** Lower-case names of the subgraph's headers that the client gets. */
  readonly passedOn: readonly string[];
}
