import { type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { once } from 'node:events';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { byteString } from '../execution/answer-data';
import { type ClientCall } from '../operation/client-call';
import { admitExecutionError } from '../operation/mask-errors';
import { CountedData, startCarrying } from './fixtures/carrying-server';
import { Cleanup } from './fixtures/cleanup';
import { send } from './fixtures/client';
import { Latch } from './fixtures/latch';
import { eventually } from './fixtures/eventually';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const body = JSON.stringify({ query: '{ greeting }' });
const headers = { 'content-type': 'application/json' };
const post = (url: string) => fetch(url, { method: 'POST', body, headers });

const greeting = '{"greeting":"Grüße 🖖"}';

function sick(message: string): GraphQLError {
  const error = new GraphQLError(message, { path: ['greeting'], extensions: { code: 'SICK' } });
  admitExecutionError(error);
  return error;
}

/** Changes the result before it is sent. */
function plugin(
  change: (result: { data?: Record<string, unknown> | null; extensions?: unknown }) => void,
): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body } }) => {
          if (body.kind === 'single') change(body.singleResult);
          return Promise.resolve();
        },
      }),
  };
}

describe('an answer that nobody looks at', () => {
  it('is written by its data, once, byte for byte', async () => {
    const data = new CountedData(byteString(greeting));
    const { url } = await startCarrying(cleanup, ({ answer }) => ({ data: answer.carry(data) }));
    const response = await post(url);
    expect(await response.text()).toBe(`{"data":${greeting}}\n`);
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(greeting) + 10));
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect([data.texts, data.objects]).toEqual([1, 0]);
  });

  it('that has no object to show is read from its text by who looks inside', async () => {
    const seen: unknown[] = [];
    const look = plugin(({ data }) => seen.push({ ...data }));
    const text = () => byteString(greeting);
    const { url } = await startCarrying(cleanup, ({ answer }) => ({ data: answer.carry({ text }) }), [look]);
    expect(await (await post(url)).text()).toBe(`{"data":${greeting}}\n`);
    expect(seen).toEqual([JSON.parse(greeting)]);
  });

  it('comes over GET too', async () => {
    const data = new CountedData(byteString(greeting));
    const { url } = await startCarrying(cleanup, ({ answer }) => ({ data: answer.carry(data) }));
    const response = await fetch(`${url}?query={greeting}`, { headers });
    expect(await response.text()).toBe(`{"data":${greeting}}\n`);
  });

  it('stands between errors and extensions, in the order of Apollo Server', async () => {
    const { url, answered } = await startCarrying(cleanup, ({ answer }) => ({
      data: answer.carry(new CountedData('{"greeting":null}')),
      errors: [sick('Übel 🤒')],
      extensions: { note: 'größer' },
    }));
    const text = await (await post(url)).text();
    const [, traceId] = /"traceId":"(\w+)"/.exec(text)!;
    const error = `{"message":"Übel 🤒","path":["greeting"],"extensions":{"code":"SICK","traceId":"${traceId}"}}`;
    expect(text).toBe(`{"errors":[${error}],"data":{"greeting":null},"extensions":{"note":"größer"}}\n`);
    expect(answered).toEqual([{ status: 200, errorCode: 'SICK' }]);
  });

  it('keeps the status and the headers that a plugin gives it', async () => {
    const teapot: ApolloServerPlugin = {
      requestDidStart: () =>
        Promise.resolve({
          willSendResponse: ({ response: { http } }) => {
            http.status = 418;
            http.headers.set('x-tea', 'green');
            return Promise.resolve();
          },
        }),
    };
    const data = new CountedData(greeting);
    const carry = startCarrying(cleanup, ({ answer }) => ({ data: answer.carry(data) }), [teapot]);
    const response = await post((await carry).url);
    expect([response.status, response.headers.get('x-tea')]).toEqual([418, 'green']);
    expect([data.texts, data.objects]).toEqual([1, 0]);
  });
});

describe('an answer that a plugin replaces', () => {
  it('is printed by Apollo Server, and never made', async () => {
    const data = new CountedData(greeting);
    const replace = plugin((result) => (result.data = { greeting: 'Mine' }));
    const { url } = await startCarrying(cleanup, ({ answer }) => ({ data: answer.carry(data) }), [replace]);
    expect(await (await post(url)).text()).toBe('{"data":{"greeting":"Mine"}}\n');
    expect([data.texts, data.objects]).toEqual([0, 0]);
  });

  it('may stand inside of the new one', async () => {
    const wrap = plugin((result) => (result.data = { wrapped: result.data }));
    const data = new CountedData(byteString(greeting));
    const { url } = await startCarrying(cleanup, ({ answer }) => ({ data: answer.carry(data) }), [wrap]);
    expect(await (await post(url)).text()).toBe(`{"data":{"wrapped":${greeting}}}\n`);
    expect([data.texts, data.objects]).toEqual([0, 1]);
  });
});

describe('an answer that cannot be written', () => {
  const failing = () => {
    throw new Error('secret');
  };

  it('is a 500 without anything of the other answer, and the operator learns why', async () => {
    const { url, faults, answered } = await startCarrying(cleanup, ({ answer, answerHeaders }) => {
      answerHeaders.values.set('x-subgraph', 'kept');
      return { data: answer.carry({ text: failing }) };
    });
    const { status, data, errors, headers: sent } = await send(url, { body, headers });
    expect({ status, data }).toEqual({ status: 500, data: undefined });
    expect(errors).toEqual([
      {
        message: 'Internal server error',
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.any(String) as string },
      },
    ]);
    expect([sent.get('cache-control'), sent.get('x-subgraph')]).toEqual([null, 'kept']);
    expect(faults).toEqual(['Error: secret']);
    expect(answered).toEqual([{ status: 500, errorCode: 'INTERNAL_SERVER_ERROR' }]);
  });

  it('is one for who looks inside as well', async () => {
    const look = plugin(({ data }) => void data?.greeting);
    const { url } = await startCarrying(
      cleanup,
      ({ answer }) => ({ data: answer.carry({ text: failing }) }),
      [look],
    );
    expect((await send(url, { body, headers })).errors).toMatchObject([
      { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });
});

describe('after an answer was sent', () => {
  const unreadable = 'The answer was sent already; read data before, in willSendResponse at the latest.';

  it.each([
    ['not looked at', () => undefined],
    ['looked at', (data: unknown) => JSON.stringify(data)],
  ])('its data, %s before, can no longer be read, and says so', async (_, look) => {
    const kept: Record<string, unknown>[] = [];
    const keep = plugin(({ data }) => {
      look(data);
      kept.push(data!);
    });
    const { url } = await startCarrying(
      cleanup,
      ({ answer }) => ({ data: answer.carry(new CountedData(greeting)) }),
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
    const look = plugin(({ data }) => void data?.greeting);
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
    const before = ({ signal }: ClientCall) => {
      started.open();
      return once(signal, 'abort');
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
