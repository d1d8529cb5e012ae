import { openSource, type OpenSource, type SupergraphSource } from './config/supergraph/supergraph-source';
import { followSupergraph, type Follower } from './follow-supergraph';
import { type Logger } from './telemetry/logger';

/**
 * Takes one supergraph after the other, so that the last one asked for is the one that stays, and follows the source
 * that was given last if it says how often.
 */
export class Reloads {
  readonly #stopped = new AbortController();
  #last: Promise<void> = Promise.resolve();
  #follower: Follower | undefined;

  /** @param serve serves the SDL from now on, or throws and leaves all as it was */
  constructor(
    private readonly serve: (sdl: string) => Promise<void>,
    private readonly logger: Logger,
  ) {}

  /** Hands over what changes at the source, until another one is given. */
  follow({ reader, pollSeconds }: OpenSource): void {
    this.#follower?.stop();
    this.#follower = undefined;
    if (pollSeconds === undefined || this.#stopped.signal.aborted) return;
    const take = (sdl: string) =>
      this.#inTurn(async () => {
        // Another source was given meanwhile.
        if (this.#follower === follower) await this.serve(sdl);
      }).catch(() => undefined);
    const follower = followSupergraph({ reader, pollSeconds }, take, this.logger);
    this.#follower = follower;
  }

  /** @throws Error that names what is wrong with the supergraph, or that the gateway has stopped. */
  reload(source: SupergraphSource): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#stopped.signal.aborted) throw new Error('The gateway has stopped.');
      const opened = openSource(source);
      const sdl = await opened.reader.read(this.#stopped.signal);
      await this.serve(sdl!);
      this.follow(opened);
    });
  }

  /** Looks for nothing any more. Resolves when what had begun is over. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#follower?.stop();
    await this.#last;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#last.then(work);
    this.#last = next.catch((err: unknown) => {
      if (!this.#stopped.signal.aborted) this.logger.error({ err }, 'supergraph refused');
    });
    return next;
  }
}
