import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { serveCalls } from '../processes/calls';
import { type GraphName, graphs } from '../scenario/graphs';
import { Answers } from './answers';
import { subgraphServer } from './subgraph-server';
import { type StubCall, type StubReply } from './stub-calls';

async function main(): Promise<void> {
  const traffic = { requests: 0, bytes: 0, delayMs: 0 };
  const answers = new Answers();
  const urls: Record<string, string> = {};
  for (const { name, typeDefs, resolvers } of graphs[process.argv[2] as GraphName]()) {
    const schema = buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers }]);
    const server = subgraphServer(name, schema, { answers, traffic }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  serveCalls<StubCall, StubReply>((call) => {
    if (call.delayMs !== undefined) traffic.delayMs = call.delayMs;
    return { urls, requests: traffic.requests, bytes: traffic.bytes };
  });
}

void main();
