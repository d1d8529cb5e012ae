import { personaEntry } from '@nutgraf/kit/demo/roster';
import { AccountClient, at } from '../../../tests/support/account-mutations';
import { UsersService } from '../../../tests/support/users-service';
import { demoPeople } from './demo/people';

let users: UsersService;
beforeAll(async () => (users = await UsersService.start()));
afterAll(() => users[Symbol.asyncDispose]());

const people = demoPeople(new Date(0));
const emailOf = (wanted: string) => people.find(({ status }) => status === wanted)?.entry.email ?? '';
const addresses = {
  'a known address': personaEntry('reader').email,
  'an address that is not verified': emailOf('UNVERIFIED'),
  'a suspended one': emailOf('SUSPENDED'),
  'that of a deleted account': emailOf('GHOST'),
  'one that is registered and not verified': 'pending@nutgraf.example',
  'an unknown one': 'nobody@nutgraf.example',
};

const uses = {
  'a wrong sign-in': {
    run: (client: AccountClient, email: string): Promise<object> => client.signIn(email, 'not the password'),
    cost: { hashed: 0, verified: 1 },
  },
  'a registration': {
    run: (client: AccountClient, email: string): Promise<object> =>
      client.register({ email, password: 'a long walk home', displayName: 'Someone', handle: 'someone' }),
    cost: { hashed: 1, verified: 0 },
  },
  'the wish for a new password': {
    run: (client: AccountClient, email: string): Promise<object> => client.requestReset(email),
    cost: { hashed: 0, verified: 0 },
  },
};

/** What an attacker could see or measure of one request. */
async function observe(use: keyof typeof uses, email: string, clientAddress: string) {
  const before = [users.statements.length, users.hashed.length, users.verifications.length] as const;
  const answer = await uses[use].run(new AccountClient(users, at(clientAddress)), email);
  return {
    answer,
    statements: users.statements.slice(before[0]),
    hashed: users.hashed.length - before[1],
    verified: users.verifications.length - before[2],
  };
}

beforeAll(async () => {
  const client = new AccountClient(users);
  await client.register({
    email: 'pending@nutgraf.example',
    password: 'a long walk home',
    displayName: 'Pending',
  });
  await users.mailsTo('pending@nutgraf.example');
});

let clients = 0;

describe.each(Object.keys(uses) as (keyof typeof uses)[])('B8: %s', (use) => {
  test.each(Object.entries(addresses))(
    'tells nothing about %s: same answer, same SQL, same argon2',
    async (_which, email) => {
      const reference = await observe(
        use,
        `nobody-${(clients += 1)}@nutgraf.example`,
        `198.51.100.${clients}`,
      );
      const seen = await observe(use, email, `203.0.113.${clients}`);
      expect(seen).toEqual(reference);
      expect(seen).toMatchObject(uses[use].cost);
      expect(seen.statements.length).toBeGreaterThan(0);
    },
  );
});
