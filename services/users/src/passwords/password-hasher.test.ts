import { argon2Hasher } from './password-hasher';

test('hashes are argon2id with the parameters of OWASP, each with its own salt', async () => {
  const [one, two] = await Promise.all([argon2Hasher.hash('secret'), argon2Hasher.hash('secret')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await argon2Hasher.verify(one, 'secret')).toBe(true);
  expect(await argon2Hasher.verify(one, 'Secret')).toBe(false);
});
