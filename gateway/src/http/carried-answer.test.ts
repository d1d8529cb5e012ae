import { type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { byteString } from '../execution/answer-data';
import { admitExecutionError } from '../operation/mask-errors';
import { beforeSending, body, CountedData, headers, post, startCarrying } from './fixtures/carrying-server';
import { Cleanup } from './fixtures/cleanup';
import { send } from './fixtures/client';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const greeting = '{"greeting":"Grüße 🖖"}';

function sick(message: string): GraphQLError {
  const error = new GraphQLError(message, { path: ['greeting'], extensions: { code: 'SICK' } });
  admitExecutionError(error);
  return error;
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
    const look = beforeSending(({ data }) => seen.push({ ...data }));
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
    const replace = beforeSending((result) => (result.data = { greeting: 'Mine' }));
    const { url } = await startCarrying(cleanup, ({ answer }) => ({ data: answer.carry(data) }), [replace]);
    expect(await (await post(url)).text()).toBe('{"data":{"greeting":"Mine"}}\n');
    expect([data.texts, data.objects]).toEqual([0, 0]);
  });

  it('may stand inside of the new one', async () => {
    const wrap = beforeSending((result) => (result.data = { wrapped: result.data }));
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
    expect([sent.get('cache-control'), sent.get('x-subgraph')]).toEqual(['no-store', 'kept']);
    expect(faults).toEqual(['Error: secret']);
    expect(answered).toEqual([{ status: 500, errorCode: 'INTERNAL_SERVER_ERROR' }]);
  });

  it('is one for who looks inside as well', async () => {
    const look = beforeSending(({ data }) => void data?.greeting);
    const { url } = await startCarrying(
      cleanup,
      ({ answer }) => ({ data: answer.carry({ text: failing }) }),
      [look],
    );
    expect((await send(url, { body, headers })).errors).toMatchObject([
      { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('is one for who hides the error as well', async () => {
    const hide = beforeSending(({ data }) => {
      expect(() => data?.greeting).toThrow('secret');
    });
    const { url } = await startCarrying(
      cleanup,
      ({ answer }) => ({ data: answer.carry({ text: failing }) }),
      [hide],
    );
    const { status, data } = await send(url, { body, headers });
    expect({ status, data }).toEqual({ status: 500, data: undefined });
  });
});
