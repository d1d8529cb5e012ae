import type { Clock } from '@nutgraf/kit/clock';
import { oneById, pagesOfParents, type LoadersByArguments } from '@nutgraf/kit/loaders';
import type { Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import type DataLoader from 'dataloader';
import type { SessionEntity } from './session.entity';
import type { SessionRepository } from './session.repository';

export interface SessionLoaders {
  /** Null for a session that is over. */
  readonly liveById: DataLoader<string, SessionEntity | null>;
  readonly pagesOf: LoadersByArguments<{ readonly request: PageRequest }, string, Page<SessionEntity>>;
  readonly countOf: DataLoader<string, { readonly count: number } | null>;
  /** Forgets what was read: another field of the same request has written. */
  clear(): void;
}

export function createSessionLoaders(sessions: SessionRepository, clock: Clock): SessionLoaders {
  const liveById = oneById((ids) => sessions.liveByIds(ids, clock.now()));
  const pagesOf = pagesOfParents((ids, { request }: { readonly request: PageRequest }) =>
    sessions.livePagesOf(ids, request, clock.now()),
  );
  const countOf = oneById((ids) => sessions.liveCountsOf(ids, clock.now()));
  return {
    liveById,
    pagesOf,
    countOf,
    clear: () => {
      liveById.clearAll();
      pagesOf.clear();
      countOf.clearAll();
    },
  };
}
