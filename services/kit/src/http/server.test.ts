import { once } from 'node:events';
import { connect } from 'node:net';
import { createLogger } from '../logger';
import { createHttpServer, listen } from './server';

const logger = createLogger('test', 'silent');

/** A promise and what fulfils it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

async function serverThatWaits() {
  const app = createHttpServer(logger, () => Promise.resolve(true));
  const asked = gate();
  const closing = gate();
  app.addHook('preClose', (done) => {
    closing.open();
    done();
  });
  const answer = gate();
  app.get('/slow', async () => {
    asked.open();
    await answer.opened;
    return { done: true };
  });
  const url = await listen(app, { host: '127.0.0.1', port: 0 });
  return { app, url, asked: asked.opened, closing: closing.opened, answer: answer.open };
}

test('closes although a client holds a connection on which it has asked nothing', async () => {
  const { app, url } = await serverThatWaits();
  const accepted = once(app.server, 'connection');
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await accepted;
  const cut = once(socket, 'close');
  await app.close();
  await cut;
});

test('answers a request that is under way before it closes', async () => {
  const { app, url, asked, closing, answer } = await serverThatWaits();
  const response = fetch(`${url}/slow`);
  await asked;
  const closed = app.close();
  await closing;
  answer();
  expect(await (await response).json()).toEqual({ done: true });
  expect((await response).headers.get('connection')).toBe('close');
  await closed;
});

describe.each([
  ['the head', 'POST /slow HTTP/1.1\r\nhost: a\r\nx-one: 1\r\n'],
  ['the body', 'POST /slow HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n12345'],
  ['nothing', ''],
])('a sender who begins with %s and goes on forever', (_what, beginning) => {
  test('is cut off', async () => {
    const patience = { headMs: 50, requestMs: 100, checkEveryMs: 20 };
    const app = createHttpServer(logger, () => Promise.resolve(true), patience);
    app.post('/slow', () => 'never');
    const url = await listen(app, { host: '127.0.0.1', port: 0 });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write(beginning);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout/);
    await app.close();
  });
});
