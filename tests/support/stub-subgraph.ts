import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")';

/** A subgraph with one field, `word`, that costs next to nothing. */
export interface StubSubgraph extends AsyncDisposable {
  /** A supergraph of it alone, with a type of that name which nobody asks for. */
  supergraph(unused?: string): string;
}

export async function startStubSubgraph(): Promise<StubSubgraph> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"word":"hello"}}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return {
    supergraph: (unused = 'Unused') => {
      const types = `${link} type Query { word: String ${unused.toLowerCase()}: ${unused} } type ${unused} { a: Int }`;
      return composeServices([{ name: 'stub', url, typeDefs: parse(types) }]).supergraphSdl!;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
