import type { Caller } from '@nutgraf/kit/caller';
import { isId } from '@nutgraf/kit/ids';
import { oneById } from '@nutgraf/kit/loaders';
import type DataLoader from 'dataloader';
import type { AccountEntity } from './account.entity';
import type { AccountRepository } from './account.repository';
import { visibleAccounts } from './account.rules';

/** Null for an account that the caller may not know of, as for one that does not exist. */
export function accountById(
  accounts: Pick<AccountRepository, 'visibleByIds'>,
  caller: Caller,
): DataLoader<string, AccountEntity | null> {
  const visibility = visibleAccounts(caller);
  return oneById((ids) =>
    accounts.visibleByIds(
      ids.filter((id) => isId('acc', id)),
      visibility,
    ),
  );
}
