import { randomUUID } from 'node:crypto';
import { Client } from 'undici';
import { serveCalls } from '../../processes/calls';
import { type LoadCall, type LoadReply } from './load-calls';

/** Each client has one connection and waits for its answer before it asks again. */
async function load({ origin, connections, requests, kinds }: LoadCall): Promise<LoadReply> {
  const latencies: number[] = [];
  let next = 0;

  const ask = async (client: Client, turn: number) => {
    const { body, ...request } = kinds[turn % kinds.length]!;
    const start = performance.now();
    const response = await client.request({
      ...request,
      ...(body !== undefined && { body: body.replace('@', randomUUID()) }),
    });
    const text = await response.body.text();
    latencies.push(performance.now() - start);
    if (response.statusCode !== 200 || text.startsWith('{"errors"')) {
      throw new Error(`${request.path} answered ${response.statusCode}: ${text.slice(0, 300)}`);
    }
  };
  const visit = async () => {
    const client = new Client(origin);
    try {
      while (next < requests) await ask(client, next++);
    } finally {
      next = requests;
      await client.destroy();
    }
  };

  await Promise.all(Array.from({ length: connections }, visit));
  return { latencies };
}

serveCalls<LoadCall, LoadReply>(load);
