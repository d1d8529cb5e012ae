import { type RawAnswer, type Subgraphs } from '../upstream/subgraph-request';
import { deadlineExceeded, type UpstreamError } from '../upstream/upstream-error';
import { askForPieces, type PiecesAnswer } from './ask-for-pieces';
import { type AskedFetch, type CacheRoom } from './asked-fetch';
import { type CacheCall } from './cache-call';
import { type Begin } from './entry-store';
import { FetchTally } from './fetch-tally';
import { type Flight, type Landing } from './flights';
import { FoundPieces } from './found-pieces';

type Outcome = RawAnswer | UpstreamError;

/** What is left to do after a round: pieces that are still missing, or nothing, as there is an answer. */
type Step = { readonly open: readonly number[] } | { readonly outcome: Outcome };

/** Times that a fetch waits for what others fetch, before it asks for all it lacks. */
const mostWaits = 3;

/** Node.js fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Puts the answer to a fetch together: of what is kept, of what others are fetching just now, and of what the subgraph is
 * asked for, which is nothing but what is missing.
 */
export class CachedFetch {
  readonly #tally: FetchTally | undefined;
  readonly #found: FoundPieces;
  /** What others fetch turned out not to be for this one. */
  #isAlone = false;

  constructor(
    private readonly fetch: AskedFetch,
    private readonly room: CacheRoom,
    private readonly subgraphs: Subgraphs,
    private readonly call: CacheCall,
  ) {
    const { observe } = call;
    this.#tally = observe && new FetchTally(fetch.request.subgraph, fetch.pieces);
    this.#found = new FoundPieces(fetch.keys, call, this.#tally);
  }

  async run(): Promise<Outcome> {
    const outcome = await this.#run();
    if (this.#tally) this.call.observe?.(this.#tally.facts());
    return outcome;
  }

  async #run(): Promise<Outcome> {
    const found = this.#found;
    const { flights } = this.room;
    // Every page of somebody signed in has such fetches: looking would cost, and find nothing.
    if (this.fetch.keys.every((key) => flights.isUnshared(key))) {
      this.#tally?.onAsked(found.distinct, false);
      return this.#askForAll();
    }
    let open: readonly number[] = found.distinct;
    for (let round = 0; open.length > 0; round += 1) {
      const looked = await this.room.store.lookup(open.map((index) => this.fetch.keys[index]!));
      if (!looked) {
        this.#tally?.onWithoutCache();
        return this.#askForAll();
      }
      const missing = open.filter((index, at) => !found.use(index, looked.entries[at]));
      this.#revalidate(found.takeStale(), looked.begin);
      if (missing.length === 0) break;
      const step = await this.#fill(missing, looked.begin, !this.#isAlone && round < mostWaits);
      if ('outcome' in step) return step.outcome;
      open = step.open;
    }
    return { status: 200, body: this.fetch.pieces.join(found.all()) };
  }

  /** Has what is missing from others, or asks for it. */
  async #fill(missing: readonly number[], begin: Begin, mayWait: boolean): Promise<Step> {
    const { keys } = this.fetch;
    const flights = missing.map((index) => (mayWait ? this.room.flights.find(keys[index]!) : undefined));
    const awaited = missing.filter((_, at) => flights[at]);
    const wanted = missing.filter((_, at) => !flights[at]);
    const { fetch, room, subgraphs, call } = this;
    const [answer, waited] = await Promise.all([
      wanted.length > 0 ? askForPieces(fetch, room, wanted, begin, subgraphs, () => call.hasLeft) : undefined,
      this.#wait(
        awaited,
        flights.filter((flight) => flight !== undefined),
      ),
    ]);
    const failure = (answer && this.#takeAnswer(wanted, answer)) ?? waited.failure;
    if (failure) return { outcome: failure };
    if (answer?.kind !== 'faulty' || this.#found.has(wanted)) return { open: waited.open };
    // Whoever reads it whole finds out what is wrong with it.
    if (wanted.length === fetch.pieces.count) return { outcome: answer.answer };
    if (waited.open.length > 0) return { outcome: await this.#askForAll() };
    return { outcome: fetch.pieces.joinFaulty(this.#found.known(), wanted, answer.answer) };
  }

  async #wait(
    indexes: readonly number[],
    flights: readonly Flight[],
  ): Promise<{ readonly open: readonly number[]; readonly failure: UpstreamError | undefined }> {
    if (flights.length === 0) return { open: [], failure: undefined };
    const landings = await landingsWithin(this.call.leftMs, flights);
    if (!landings) return { open: [], failure: deadlineExceeded(this.fetch.request.subgraph) };
    const open: number[] = [];
    let failure: UpstreamError | undefined;
    landings.forEach((landing, at) => {
      const index = indexes[at]!;
      if (landing.kind === 'entry') this.#found.take(index, { ...landing.entry, ageMs: 0 });
      else if (landing.kind === 'failed') failure = this.#found.fallBack([index]) ? failure : landing.error;
      else open.push(index);
      if (landing.kind === 'ask alone') this.#isAlone = true;
    });
    return { open, failure };
  }

  /** @returns why there is no answer at all */
  #takeAnswer(wanted: readonly number[], answer: PiecesAnswer): UpstreamError | undefined {
    if (answer.kind === 'read') {
      this.#tally?.onAsked(wanted, answer.isKept);
      wanted.forEach((index, at) => this.#found.put(index, answer.texts[at]!));
      return undefined;
    }
    this.#tally?.onAsked(wanted, false);
    const isFailure = answer.kind === 'failed' || answer.answer.status >= 500;
    const isReplaced = isFailure && this.#found.fallBack(wanted);
    return answer.kind === 'failed' && !isReplaced ? answer.error : undefined;
  }

  /** What was used although it was stale is fetched again, for those who come later. */
  #revalidate(indexes: readonly number[], begin: Begin): void {
    const { fetch, room, call } = this;
    const stale = indexes.filter((index) => !room.flights.find(fetch.keys[index]!));
    if (stale.length === 0) return;
    askForPieces(fetch, room, stale, begin, call.background(), () => false).catch(room.onFault);
  }

  #askForAll(): Promise<Outcome> {
    return new Promise((resolve) => this.subgraphs.send(this.fetch.request, resolve));
  }
}

/** `undefined` when they take longer: who waits for others may have less time than they. */
async function landingsWithin(
  leftMs: number,
  flights: readonly Flight[],
): Promise<readonly Landing[] | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(Math.max(leftMs, 0), longestTimerMs));
  });
  const landings = await Promise.race([Promise.all(flights.map((flight) => flight.join())), late]);
  clearTimeout(timer);
  return landings;
}
