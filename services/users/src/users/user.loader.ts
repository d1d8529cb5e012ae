import { oneById, oneByKey } from '@nutgraf/kit/loaders';
import type DataLoader from 'dataloader';
import type { UserEntity } from './user.entity';
import type { UserRepository } from './user.repository';
import { handleKey, isHandle, isUserId } from './user.rules';

/** Profiles are public: who asks makes no difference. */
export function userById(users: Pick<UserRepository, 'byIds'>): DataLoader<string, UserEntity | null> {
  return oneById((ids) => users.byIds(ids.filter(isUserId)));
}

/** Its keys are what {@link handleKey} makes of handles. */
export function userByHandleKey(
  users: Pick<UserRepository, 'byHandleKeys'>,
): DataLoader<string, UserEntity | null> {
  return oneByKey(
    (keys) => users.byHandleKeys(keys.filter(isHandle)),
    ({ handle }) => handleKey(handle),
  );
}
