import { BoundedQueue } from './bounded-queue';
import { PasswordService } from './password.service';

/** Verifies everything as right: only the service can still say no. */
class CredulousHasher {
  readonly verified: string[] = [];
  hash(): Promise<string> {
    return Promise.resolve('decoy');
  }
  verify(hash: string): Promise<boolean> {
    this.verified.push(hash);
    return Promise.resolve(true);
  }
}

async function create(limits = { running: 1, waiting: 1 }) {
  const asked: string[] = [];
  const hasher = new CredulousHasher();
  const passwords = {
    maybeOneByAccountId: (accountId: string) => {
      asked.push(accountId);
      const row = { accountId, hash: 'stored', changedAt: new Date(0) };
      return Promise.resolve(accountId === 'acc_1' ? row : null);
    },
  };
  return {
    asked,
    hasher,
    service: await PasswordService.create(passwords, hasher, new BoundedQueue(limits)),
  };
}

test.each([
  ['an account with a password', 'acc_1', 'RIGHT', 'stored'],
  ['an account without one', 'acc_2', 'WRONG', 'decoy'],
  ['no account', null, 'WRONG', 'decoy'],
])('for %s it asks once and verifies once', async (_who, accountId, verdict, hash) => {
  const { service, asked, hasher } = await create();
  expect(await service.check(accountId, 'secret')).toEqual({ verdict, hash });
  expect(asked).toEqual([accountId ?? '']);
  expect(hasher.verified).toEqual([hash]);
});

test.each(['acc_1', null])('when it is busy it verifies nothing for %p', async (accountId) => {
  const { service, hasher } = await create({ running: 0, waiting: 0 });
  expect(await service.check(accountId, 'secret')).toMatchObject({ verdict: 'BUSY' });
  expect(hasher.verified).toEqual([]);
});
