import { createHash } from 'node:crypto';
import { type SubgraphOperation } from '../plan/query-plan';
import { type Supergraph } from '../plan/supergraph/supergraph';
import { type SubgraphRequest, type Subgraphs } from '../upstream/subgraph-request';
import { type AskedFetch, type CacheRoom } from './asked-fetch';
import { type CacheCall } from './cache-call';
import { CachedFetch } from './cached-fetch';
import { type EntryStore } from './entry-store';
import { Flights } from './flights';
import { type EntityKeys, readEntityKeys } from './pieces/entity-keys';
import { type FetchShape } from './pieces/fetch-pieces';
import { takeApart } from './pieces/take-apart';
import { type LifetimeLimits } from './storable';

export interface EntityCacheSettings extends LifetimeLimits {
  /** Gateways that share a Redis share entries where this is the same. */
  readonly namespace: string;
  /** Whether answers of a subgraph are kept. */
  includes(subgraph: string): boolean;
}

/** Pieces of one fetch of which more are not looked for one by one. */
const mostPieces = 2_000;

/** The cache as one graph sees it. Another supergraph has other keys, so that it never reads shapes of this one. */
export class EntityCache {
  readonly #prefix: string;
  readonly #keys: EntityKeys;
  readonly #shapes = new WeakMap<SubgraphOperation, { readonly shape: FetchShape | undefined }>();
  readonly #room: CacheRoom;

  constructor(
    supergraph: Pick<Supergraph, 'sdl' | 'document'>,
    store: EntryStore,
    private readonly settings: EntityCacheSettings,
    /** Told of defects of the cache itself. They cost a fetch, and nothing else. */
    private readonly onFault: (error: unknown) => void,
  ) {
    const version = createHash('sha256').update(settings.namespace).update('\0').update(supergraph.sdl);
    this.#prefix = `${version.digest('base64url').slice(0, 16)}:`;
    this.#keys = readEntityKeys(supergraph.document);
    this.#room = { store, flights: new Flights(), limits: settings, onFault };
  }

  /** The same subgraphs, asked only for what is not known. */
  before(subgraphs: Subgraphs, call: CacheCall): Subgraphs {
    return {
      send: (request, onOutcome) => {
        const send = () => subgraphs.send(request, onOutcome);
        const goPast = (error: unknown) => {
          this.onFault(error);
          send();
        };
        try {
          const fetch = this.#fetchOf(request, call);
          if (!fetch) return send();
          const asked = new CachedFetch(fetch, this.#room, subgraphs, call);
          // Not out of the promise, which would catch what this throws.
          void asked.run().then((outcome) => process.nextTick(onOutcome, outcome), goPast);
        } catch (error) {
          goPast(error);
        }
      },
      read: (subgraph, answer) => subgraphs.read(subgraph, answer),
    };
  }

  /** `undefined` for what goes past the cache. */
  #fetchOf(request: SubgraphRequest, call: CacheCall): AskedFetch | undefined {
    const { subgraph, parts, kind } = request;
    if (kind !== 'query' || !parts || this.#room.store.isAway) return undefined;
    if (!this.settings.includes(subgraph)) return undefined;
    const pieces = this.#shapeOf(parts.operation)?.of(parts);
    if (!pieces || pieces.count === 0 || pieces.count > mostPieces) return undefined;
    const caller = call.callerOf(subgraph);
    const prefix = `${this.#prefix}${subgraph}:${caller.key}:`;
    const keys = Array.from({ length: pieces.count }, (_, index) => prefix + pieces.key(index));
    return { request, pieces, keys, caller };
  }

  #shapeOf(operation: SubgraphOperation): FetchShape | undefined {
    let known = this.#shapes.get(operation);
    if (!known) {
      known = { shape: takeApart(operation, this.#keys) };
      this.#shapes.set(operation, known);
    }
    return known.shape;
  }
}
