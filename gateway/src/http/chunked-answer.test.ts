import { type HTTPGraphQLResponse, HeaderMap } from '@apollo/server';
import { Cleanup } from './fixtures/cleanup';
import { Latch } from './fixtures/latch';
import { Admission } from './admission';
import { graphqlHandler } from './graphql-handler';
import { createHttpServer, listen } from './server';

const cleanup = new Cleanup();
afterEach(cleanup.run);

/** Serves the chunks and tells what came of it. */
async function serving(chunks: () => AsyncGenerator<string>) {
  const answered = new Latch();
  const faults: unknown[] = [];
  const statuses: number[] = [];
  const answer = (): HTTPGraphQLResponse => ({
    headers: new HeaderMap([['content-type', 'multipart/mixed']]),
    body: { kind: 'chunked', asyncIterator: chunks() },
  });
  const handler = graphqlHandler({
    mediaTypes: ['multipart/mixed'],
    bodyLimitBytes: 1_000,
    deadlineMs: 10_000,
    trustedProxies: 0,
    admission: new Admission(1),
    compressFromBytes: Infinity,
    serve: () => Promise.resolve(answer()),
    onAnswered: ({ status }) => {
      statuses.push(status);
      answered.open();
    },
    onFault: (error) => faults.push(error),
  });
  const server = createHttpServer(handler, () => false);
  cleanup.add({ stop: () => server.close().closeAllConnections() });
  return { url: await listen(server, 0, '127.0.0.1'), answered: answered.opened, faults, statuses };
}

async function* endless(closed: Latch) {
  try {
    for (;;) yield await Promise.resolve('x'.repeat(10_000));
  } finally {
    closed.open();
  }
}

describe('an answer in chunks', () => {
  it('is sent chunk by chunk, each before the next is there', async () => {
    const second = new Latch();
    const { url } = await serving(async function* () {
      yield 'first';
      await second.opened;
      yield 'second';
    });
    const reader = (await fetch(url)).body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('first');
    second.open();
    expect((await reader.read()).value).toBe('second');
    expect((await reader.read()).done).toBe(true);
  });

  it('ends at its source when the client leaves, and waits for one that does not read', async () => {
    const closed = new Latch();
    const { url, answered, faults, statuses } = await serving(() => endless(closed));
    const leave = new AbortController();
    await fetch(url, { signal: leave.signal });
    leave.abort();
    await Promise.all([closed.opened, answered]);
    expect([statuses, faults]).toEqual([[499], []]);
  });

  it('breaks off when its source fails, so that nobody takes it for whole', async () => {
    const broken = new Error('broken');
    const read = new Latch();
    const { url, faults } = await serving(async function* () {
      yield 'first';
      await read.opened;
      throw broken;
    });
    const reader = (await fetch(url)).body!.getReader();
    await reader.read();
    read.open();
    await expect(reader.read()).rejects.toThrow('terminated');
    expect(faults).toEqual([broken]);
  });
});
