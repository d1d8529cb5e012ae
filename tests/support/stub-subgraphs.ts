import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';

/** Two subgraphs in one server, which cost next to nothing: `word` asks one after the other. */
export interface StubSubgraphs extends AsyncDisposable {
  /** A supergraph of them, with a type of that name which nobody asks for. */
  supergraph(unused?: string): string;
  /** Headers of the latest requests. */
  readonly received: readonly IncomingHttpHeaders[];
}

/** What {@link StubSubgraphs} make of `{ word { text } }`. */
export const stubQuery = '{ word { text } }';
export const stubAnswer = '{"data":{"word":{"text":"hello"}}}';

const answers: Readonly<Record<string, string>> = {
  '/names': '{"data":{"word":{"__typename":"Word","id":"1"}}}',
  '/texts': '{"data":{"_entities":[{"__typename":"Word","text":"hello"}]}}',
};

/**
 * @param delayMs how long each answer takes
 * @param headers with which each answer is sent
 */
export async function startStubSubgraphs({
  delayMs = 0,
  headers = {},
}: {
  readonly delayMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
} = {}): Promise<StubSubgraphs> {
  const received: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    // Under load there are many.
    if (received.push(request.headers) > 10) received.shift();
    request.resume().on('end', () => {
      const answer = () =>
        response
          .writeHead(200, { 'content-type': 'application/json', ...headers })
          .end(answers[request.url!]);
      if (delayMs > 0) void delay(delayMs).then(answer);
      else answer();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const subgraph = (name: string, types: string) => ({
    name,
    url: `${origin}/${name}`,
    typeDefs: parse(`${link} ${types}`),
  });
  return {
    received,
    supergraph: (unused = 'Unused') =>
      composeServices([
        subgraph(
          'names',
          `type Query { word: Word ${unused.toLowerCase()}: ${unused} } type ${unused} { a: Int }
           type Word @key(fields: "id") { id: ID! }`,
        ),
        subgraph('texts', 'type Word @key(fields: "id") { id: ID! text: String }'),
      ]).supergraphSdl!,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
