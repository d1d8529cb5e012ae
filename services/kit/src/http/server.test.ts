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
