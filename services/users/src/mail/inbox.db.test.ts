import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { AccountClient } from '../../../../tests/support/account-mutations';
import { UsersService } from '../../../../tests/support/users-service';

let users: UsersService;
let client: AccountClient;
beforeAll(async () => {
  users = await UsersService.start({ GRAPH_URL: 'http://127.0.0.1:4000/graphql' });
  client = new AccountClient(users);
  await client.register({ email, password: 'a long walk home', displayName: 'Nora' });
  await users.mailsTo(email);
  users.clock.advance(1_000);
  await client.requestReset(reader.email);
  await users.mailsTo(reader.email);
});
afterAll(() => users[Symbol.asyncDispose]());

const email = 'nora&co@nutgraf.example';
const reader = personaEntry('reader');

async function page(query = ''): Promise<string> {
  const response = await fetch(new URL(`/dev/inbox${query}`, users.url));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  return response.text();
}

const unescaped = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

test('shows mails, newest first', async () => {
  const html = await page();
  const [reset, verification] = [
    html.indexOf('Choose a new password'),
    html.indexOf('Confirm your e-mail address'),
  ];
  expect(reset).toBeGreaterThan(0);
  expect(verification).toBeGreaterThan(reset);
  expect(html).toContain(reader.email);
});

test('shows a mutation and a line for curl that do what the mail is for', async () => {
  const html = unescaped(await page('?to=nora'));
  const curl = /curl http:\/\/127\.0\.0\.1:4000\/graphql .* -d '(.*)'<\/code>/.exec(html)?.[1] ?? '';
  const { query } = JSON.parse(curl) as { query: string };
  expect(html).toContain(`<code>${query}</code>`);
  const { data, errors } = await client.ask(query, {});
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ emailVerify: { account: { status: 'ACTIVE' }, errors: [] } });
});

test('searches by a part of the address, whatever its case', async () => {
  const found = await page('?to=READER@');
  expect(found).toContain('Choose a new password');
  expect(found).not.toContain('Confirm your e-mail address');
  expect(await page('?to=%25')).toContain('Nothing here yet');
});

test.each(['"><script>alert(1)</script>', "' OR 1=1 --", '\u0000', '%_\\', 'x'.repeat(5_000)])(
  'takes %.30p as text to search for',
  async (to) => {
    const html = await page(`?to=${encodeURIComponent(to)}`);
    expect(html).not.toContain('<script');
    expect(html).not.toContain(reader.email + '<');
  },
);

test('writes addresses as text', async () => {
  expect(await page()).toContain('to nora&amp;co@nutgraf.example');
});

test('may load nothing, run nothing and be framed by nobody', async () => {
  const { headers } = await fetch(new URL('/dev/inbox', users.url));
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+={0,2}'; /);
  const style = /<style>([^]*?)<\/style>/.exec(await page())?.[1] ?? '';
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy).not.toContain('unsafe');
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('loads itself again only when asked to', async () => {
  expect(await page()).not.toContain('http-equiv="refresh"');
  expect(await page('?live=1&to=reader')).toContain('<meta http-equiv="refresh" content="5"');
});

test.each([
  ['localhost:4001', 200],
  ['127.0.0.1:4001', 200],
  ['[::1]:4001', 200],
  ['evil.example:4001', 403],
  ['127.0.0.1.evil.example', 403],
])('asked for as %s it answers %i: a name on the web may lead here', async (host, status) => {
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(users.url);
    request({ hostname, port, path: '/dev/inbox', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(answered).toBe(status);
});
