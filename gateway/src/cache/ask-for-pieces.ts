import { namedTag } from '@nutgraf/contract/cache-stamps';
import { type RawAnswer, type Subgraphs } from '../upstream/subgraph-request';
import { UpstreamError } from '../upstream/upstream-error';
import { type AskedFetch, type CacheRoom } from './asked-fetch';
import { type Begin, type NewEntry } from './entry-store';
import { type Flight, type Landing } from './flights';
import { noteOf } from './note';
import { type ReadPiece } from './pieces/fetch-pieces';
import { type Storable, storable } from './storable';

/** What a subgraph said of some pieces. */
export type PiecesAnswer =
  | { readonly kind: 'read'; readonly texts: readonly Buffer[]; readonly isKept: boolean }
  /** Something is wrong with it, which only who reads it whole can tell. */
  | { readonly kind: 'faulty'; readonly answer: RawAnswer }
  | { readonly kind: 'failed'; readonly error: UpstreamError };

/**
 * Asks for pieces of a fetch, on behalf of all who want them just now, and keeps what may be kept.
 * @param begin taken before this
 * @param hasLeft whether the client has left in whose name it is asked
 */
export async function askForPieces(
  fetch: AskedFetch,
  room: CacheRoom,
  wanted: readonly number[],
  begin: Begin,
  subgraphs: Subgraphs,
  hasLeft: () => boolean,
): Promise<PiecesAnswer> {
  const { request, pieces, keys, caller } = fetch;
  const flights = wanted.map((index) => room.flights.begin(keys[index]!));
  try {
    const { subgraph } = request;
    const isAll = wanted.length === pieces.count;
    const part = isAll ? request : { subgraph, kind: 'query' as const, body: pieces.requestFor(wanted).body };
    const outcome = await new Promise<RawAnswer | UpstreamError>((resolve) => subgraphs.send(part, resolve));
    if (outcome instanceof UpstreamError) {
      // What ended with one client's time says nothing of the subgraph.
      const isOwn = hasLeft() || outcome.code === 'DEADLINE_EXCEEDED';
      land(room, flights, isOwn ? { kind: 'look again' } : { kind: 'failed', error: outcome });
      return { kind: 'failed', error: outcome };
    }
    const isSuccess = outcome.status >= 200 && outcome.status < 300;
    const read = isSuccess ? pieces.read(outcome.body, wanted) : undefined;
    if (!read) {
      // Who asks for it next does not wait to find that out.
      if (isSuccess) for (const index of wanted) room.flights.learn(keys[index]!, false);
      return { kind: 'faulty', answer: outcome };
    }
    const kept = storable(outcome.headers ?? [], caller, room.limits);
    for (const index of wanted) room.flights.learn(keys[index]!, kept !== undefined);
    if (kept) {
      share(
        room,
        flights,
        wanted.map((index, at) => newEntry(fetch, index, read[at]!, kept, begin)),
      );
    }
    return { kind: 'read', texts: read.map(({ text }) => text), isKept: kept !== undefined };
  } finally {
    // Those that were shared are closed: this is for all others, whatever went wrong.
    land(room, flights, { kind: 'ask alone' });
  }
}

function newEntry(
  { request: { subgraph }, pieces, keys }: AskedFetch,
  index: number,
  { text, names }: ReadPiece,
  kept: Storable,
  begin: Begin,
): NewEntry {
  return {
    key: keys[index]!,
    begin,
    tags: [...pieces.tags(index), ...names.map((name) => namedTag(subgraph, name))],
    lifetime: kept.lifetime,
    note: noteOf(kept),
    // A copy: the whole answer must not live as long as its smallest part.
    text: Buffer.from(text),
  };
}

type Flown = readonly (Flight | undefined)[];

/**
 * Keeps entries, and gives them to who waited for them. They asked before this landed, so one look at the stamps that
 * begins now is late enough for all of them.
 */
function share({ store, flights, onFault }: CacheRoom, flown: Flown, entries: readonly NewEntry[]): void {
  for (const flight of flown) flight?.close();
  void store
    .store(entries)
    .catch(onFault)
    .then(() => {
      for (const flight of flown) if (flight) flights.end(flight);
    });
  const awaited = entries.flatMap((entry, at) =>
    flown[at]?.hasPassengers ? [{ entry, flight: flown[at] }] : [],
  );
  if (awaited.length === 0) return;
  const begin = awaited[0]!.entry.begin;
  void store
    .areCurrent(
      begin,
      awaited.map(({ entry }) => entry.tags),
    )
    .catch((error: unknown) => {
      onFault(error);
      return undefined;
    })
    .then((current) =>
      awaited.forEach(({ entry, flight }, at) => {
        const counts = current?.[at];
        if (counts === undefined) flight.land({ kind: 'ask alone' });
        else flight.land(counts ? { kind: 'entry', entry } : { kind: 'look again' });
      }),
    );
}

function land({ flights }: CacheRoom, flown: Flown, landing: Landing): void {
  for (const flight of flown) {
    if (!flight || flight.isClosed) continue;
    flights.end(flight);
    flight.land(landing);
  }
}
