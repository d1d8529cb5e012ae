import { bearerSession, createClient } from '@nutgraf/client';
import {
  MembershipBadgeFragmentDoc,
  UserChipFragmentDoc,
  ViewerShellDocument,
} from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { personaPassword, personas } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

test.each(personas)('$displayName signs in and is who the session says', async ({ key, email, handle }) => {
  const client = createClient({ url: graph.url, session: bearerSession() });
  const signedIn = await client.signIn({ email, password: personaPassword, deviceName: 'A phone' });
  expect(signedIn.errors).toEqual([]);
  expect(signedIn.account?.id).toBe(personaEntry(key).accountId);
  const { viewer } = await client.request(ViewerShellDocument);
  expect(viewer).toMatchObject({ id: personaEntry(key).accountId, email });
  expect(getFragmentData(UserChipFragmentDoc, viewer?.user)?.handle).toBe(handle);
});

test('a wrong password and an unknown address are told apart by nothing', async () => {
  const client = createClient({ url: graph.url, session: bearerSession() });
  const [wrong, unknown] = await Promise.all(
    [personaEntry('reader').email, 'nobody@nutgraf.example'].map((email) =>
      client.signIn({ email, password: 'wrong' }),
    ),
  );
  expect(wrong).toEqual(unknown);
  expect(wrong).toMatchObject({ account: null, session: null, errors: [{ code: 'INVALID_CREDENTIALS' }] });
});

test('a guest has no viewer', async () => {
  expect((await (await graph.client()).request(ViewerShellDocument)).viewer).toBeNull();
});

test('the member sees the membership', async () => {
  const { viewer } = await (await graph.client('member')).request(ViewerShellDocument);
  expect(getFragmentData(MembershipBadgeFragmentDoc, viewer?.subscription)).toMatchObject({
    status: 'ACTIVE',
    plan: { code: expect.any(String) as string },
  });
  expect(viewer?.entitlements?.map(({ source }) => source)).toContain('SUBSCRIPTION');
});
