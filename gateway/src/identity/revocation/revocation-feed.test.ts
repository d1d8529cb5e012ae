import { type EventEnvelope } from '@nutgraf/contract/event';
import { sessionEvents } from '@nutgraf/contract/session-events';
import { eventAt, revocationOf } from '../../http/fixtures/event-feed';
import { RevocationFeed } from './revocation-feed';
import { RevokedSessions } from './revoked-sessions';

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/** How often a feed is read that answers every request at once, for as long as many requests would take. */
async function readsOf(answer: () => readonly EventEnvelope[]): Promise<number> {
  let reads = 0;
  const read = async () => {
    reads += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return answer();
  };
  const feed = new RevocationFeed({ read, close: () => Promise.resolve() }, new RevokedSessions(0), silent);
  feed.start();
  for (let turn = 0; turn < 500; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await feed.stop();
  return reads;
}

it('does not hammer an issuer whose positions do not grow', async () => {
  const event = eventAt(1, sessionEvents.revoked, revocationOf('s1'));
  expect(await readsOf(() => [event])).toBeLessThan(50);
});

it('does not hammer an issuer that does not wait', async () => {
  expect(await readsOf(() => [])).toBeLessThan(50);
});
