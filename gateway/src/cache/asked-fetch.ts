import { type SubgraphRequest } from '../upstream/subgraph-request';
import { type CacheCaller } from './cache-caller';
import { type EntryStore } from './entry-store';
import { type Flights } from './flights';
import { type FetchPieces } from './pieces/fetch-pieces';
import { type LifetimeLimits } from './storable';

/** What all fetches of one graph share. */
export interface CacheRoom {
  readonly store: EntryStore;
  readonly flights: Flights;
  readonly limits: LifetimeLimits;
  /** Told of defects of the cache itself. */
  readonly onFault: (error: unknown) => void;
}

/** One fetch of which parts may be known. */
export interface AskedFetch {
  readonly request: SubgraphRequest;
  readonly pieces: FetchPieces;
  /** Of each piece, in the store. */
  readonly keys: readonly string[];
  readonly caller: CacheCaller;
}
