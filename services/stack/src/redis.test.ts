import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { findRedis } from './redis';

let server: Server | undefined;

afterEach(() => server?.close());

/** Listens on a free port and answers each command, which comes as an array of strings, with `answer`. */
async function listen(answer: (command: string) => string): Promise<string> {
  server = createServer((socket: Socket) => {
    socket.on('data', (data) => {
      const commands = data.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g);
      for (const [, command = ''] of commands) socket.write(answer(command.toLowerCase()));
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('uses the Redis that REDIS_URL names, once it answers a PING', async () => {
  const asked: string[] = [];
  const url = await listen((command) => {
    asked.push(command);
    if (command === 'ping') return '+PONG\r\n';
    return command === 'info' ? '$11\r\nloading:0\r\n\r\n' : '+OK\r\n';
  });
  expect(await findRedis({ REDIS_URL: url })).toBe(url);
  expect(asked).toContain('ping');
});

test('refuses what is no URL of a Redis', async () => {
  await expect(findRedis({ REDIS_URL: 'localhost:6379' })).rejects.toThrow('REDIS_URL must have the form');
});
