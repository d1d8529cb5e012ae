import { Client } from 'undici';
import { serveCalls } from '../processes/calls';
import { type LoadCall, type LoadReply } from './load-calls';
import { RightAnswers } from './right-answers';

async function load({ url, connections, requests, operations }: LoadCall): Promise<LoadReply> {
  const { origin, pathname } = new URL(url);
  const right = operations.map(({ data }) => new RightAnswers(data));
  const latencies: number[] = [];
  let next = 0;

  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const visit = async () => {
    const client = new Client(origin);
    try {
      while (next < requests) {
        const turn = next++ % operations.length;
        const start = performance.now();
        const { body } = operations[turn]!;
        const response = await client.request({ path: pathname, method: 'POST', headers, body });
        const answer = Buffer.from(await response.body.arrayBuffer());
        latencies.push(performance.now() - start);
        right[turn]!.check(response.statusCode, answer);
      }
    } finally {
      next = Math.max(next, requests);
      await client.destroy();
    }
  };

  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, visit));
  return { latencies, wallMs: performance.now() - start };
}

serveCalls<LoadCall, LoadReply>(load);
