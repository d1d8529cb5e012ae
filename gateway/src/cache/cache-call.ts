import { type Subgraphs } from '../upstream/subgraph-request';
import { type CacheCaller } from './cache-caller';
import { type FetchFacts } from './fetch-tally';

/** The operation for which the cache is asked. */
export interface CacheCall {
  callerOf(subgraph: string): CacheCaller;
  /** Whether the client has left. */
  readonly hasLeft: boolean;
  /** Milliseconds that are left of the client's request. */
  readonly leftMs: number;
  /** Something that was kept becomes part of the answer. */
  onKept(cacheControl: string, ageSeconds: number): void;
  /** The subgraphs in the same caller's name, for what is fetched when the client already has its answer. */
  background(): Subgraphs;
  /** Told of each fetch when it is over, where somebody wants to know. */
  readonly observe: ((facts: FetchFacts) => void) | undefined;
}
