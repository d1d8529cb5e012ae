import { type ApolloServerPlugin } from '@apollo/server';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ClientCall } from '../operation/client-call';
import { beforeSending, body, CountedData, headers, post, startCarrying } from './fixtures/carrying-server';
import { Cleanup } from './fixtures/cleanup';
import { eventually } from './fixtures/eventually';
import { Latch } from './fixtures/latch';

const cleanup = new Cleanup();
afterEach(cleanup.run);

describe('after an answer was sent', () => {
  const unreadable = 'The answer was sent already; read data before, in willSendResponse at the latest.';

  it.each([
    ['not looked at', () => undefined],
    ['looked at', (data: unknown) => JSON.stringify(data)],
  ])('its data, %s before, can no longer be read, and says so', async (_, look) => {
    const kept: Record<string, unknown>[] = [];
    const keep = beforeSending(({ data }) => {
      look(data);
      kept.push(data!);
    });
    const { url } = await startCarrying(
      cleanup,
      ({ answer }) => ({ data: answer.carry(new CountedData('{"greeting":"Hi"}')) }),
      [keep],
    );
    await (await post(url)).text();
    expect(() => kept[0]!.greeting).toThrow(unreadable);
    expect(() => JSON.stringify(kept)).toThrow(unreadable);
  });

  /** Whatever survives of a call: what Apollo Server's promises were settled with, and the call itself. */
  const survivors: unknown[] = [];
  afterEach(() => (survivors.length = 0));

  /** Answers once and tells how much of the data is left. */
  async function leftOf(answering: {
    readonly text?: () => string;
    readonly plugins?: readonly ApolloServerPlugin[];
    readonly before?: (call: ClientCall) => Promise<unknown>;
    readonly ask: (url: string) => Promise<unknown>;
  }) {
    const refs: WeakRef<object>[] = [];
    const { url, answered } = await startCarrying(
      cleanup,
      async (call) => {
        await answering.before?.(call);
        const content = { greeting: { long: 'x'.repeat(100_000) } };
        const text = answering.text ?? (() => JSON.stringify(content));
        const data = { text, object: () => content };
        refs.push(new WeakRef(content.greeting), new WeakRef(data));
        const result = { data: call.answer.carry(data) };
        survivors.push(call, result);
        return result;
      },
      answering.plugins,
    );
    await answering.ask(url);
    await eventually(
      () => Promise.resolve(answered.length),
      (count) => count === 1,
    );
    // A reference that was read in a turn of the event loop holds until the next.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    return refs.filter((ref) => ref.deref() !== undefined).length;
  }

  it('nothing of it can be reached from what survives of the call', async () => {
    expect(await leftOf({ ask: async (url) => (await post(url)).text() })).toBe(0);
  });

  it('nor when a plugin has looked inside', async () => {
    const look = beforeSending(({ data }) => void data?.greeting);
    const ask = async (url: string) => (await post(url)).text();
    expect(await leftOf({ ask, plugins: [look] })).toBe(0);
  });

  it('nor when it could not be written', async () => {
    const text = () => {
      throw new Error('broken');
    };
    expect(await leftOf({ text, ask: async (url) => (await post(url)).text() })).toBe(0);
  });

  it('nor when the client left before, and then it is not even made', async () => {
    const started = new Latch();
    let texts = 0;
    const text = () => {
      texts += 1;
      return '{}';
    };
    const before = ({ departure }: ClientCall) => {
      started.open();
      return new Promise<void>((resolve) => departure.onHappened(resolve));
    };
    const ask = async (url: string) => {
      const asked = request(url, { method: 'POST', headers }).on('error', () => undefined);
      asked.end(body);
      await started.opened;
      asked.destroy();
    };
    expect(await leftOf({ text, before, ask })).toBe(0);
    expect(texts).toBe(0);
  });
});

/** Jest does not start Node.js with a way to collect garbage. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
