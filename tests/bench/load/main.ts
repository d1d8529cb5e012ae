import { Client } from 'undici';
import { serveCalls } from '../processes/calls';
import { type LoadCall, type LoadReply } from './load-calls';
import { RightAnswers } from './right-answers';

const headers = { 'content-type': 'application/json', accept: 'application/json' };

/** Each client has one connection and waits for its answer before it asks again. */
async function load({ url, connections, requests, operations }: LoadCall): Promise<LoadReply> {
  const { origin, pathname } = new URL(url);
  const right = operations.map(({ data }) => new RightAnswers(data));
  const latencies = new Array<number>(requests);
  let next = 0;
  let wrong = 0;
  let firstWrong: string | undefined;

  const ask = async (client: Client, turn: number) => {
    const start = performance.now();
    const { body } = operations[turn % operations.length]!;
    const response = await client.request({ path: pathname, method: 'POST', headers, body });
    const answer = Buffer.from(await response.body.arrayBuffer());
    latencies[turn] = performance.now() - start;
    if (right[turn % operations.length]!.isRight(response.statusCode, answer)) return;
    wrong += 1;
    firstWrong ??= `status ${response.statusCode}: ${answer.toString().slice(0, 300)}\nto ${body.slice(0, 1_000)}`;
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

  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, visit));
  return { latencies, wallMs: performance.now() - start, wrong, ...(firstWrong && { firstWrong }) };
}

serveCalls<LoadCall, LoadReply>(load);
