import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { ask, faults } from '@nutgraf/gateway/http/fixtures/client';
import { compose, startSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What the hostile subgraph does with a request. The response's `socket` takes bytes as they are. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

export interface HostileGraph {
  /**
   * Asks while the hostile subgraph behaves as told. Also proves what holds for every case: the client gets a
   * GraphQL answer that tells nothing of the inside, and the gateway goes on with the next request.
   */
  ask(
    query: string,
    behaviour: Behaviour,
  ): Promise<{ readonly data: unknown; readonly faults: readonly string[] }>;
}

/** The subgraph that behaves. */
const good = `
  type Query { kept: String users: [User] media: [Media] }
  type User @key(fields: "id") { id: ID! }
  type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }`;

const hostile = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key" "@inaccessible"])
  scalar JSON
  type Query { thing: Thing things: [Thing] must: Thing! values: Values node: Node item: Item secret: Secret @inaccessible }
  type Thing { name: String tags: [String] must: Int! inner: Thing }
  type Values {
    int: Int float: Float string: String boolean: Boolean id: ID color: Color json: JSON
    ints: [Int] things: [Thing] thing: Thing
  }
  enum Color { RED SECRET_COLOR @inaccessible }
  interface Node { id: ID! }
  union Item = Seen | Secret
  type Seen implements Node { id: ID! }
  type Other { id: ID! }
  type Secret implements Node @inaccessible { id: ID! }
  type User @key(fields: "id") { id: ID! name: String score: Int }
  interface Media @key(fields: "id") { id: ID! title: String }
  type Film implements Media @key(fields: "id") { id: ID! title: String }
  type Song implements Media @key(fields: "id") { id: ID! title: String }
  type SecretMedia implements Media @key(fields: "id") @inaccessible { id: ID! title: String }`;

/** What no client may ever read: addresses, ports, libraries, stacks, SQL, hidden names. */
const internals =
  /127\.0\.0\.1|localhost|:\d{4,5}|ECONN|UND_ERR|undici|socket|node_modules|\.[jt]s\b|stacktrace|SELECT \*|secret|<html/i;

/** Starts, for all tests of a file, a gateway over a subgraph that behaves and one whose answers the tests write. */
export function hostileGraph(settings: Partial<GatewayOptions> = {}): HostileGraph {
  const cleanup = new Cleanup();
  const fine = json({ data: { thing: { name: 'fine' } } });
  let behave = fine;
  let gateway: Gateway;

  beforeAll(async () => {
    const kept = cleanup.add(
      await startSubgraph('good', good, {
        Query: {
          kept: () => 'kept',
          users: () => [{ id: '1' }, { id: '2' }],
          media: () => [{ id: '1' }, { id: '2' }],
        },
        Media: { views: () => 9 },
      }),
    );
    const server = createServer((request, response) => {
      request.resume().once('end', () => behave(response, request));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanup.add({
      stop: () => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      },
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const supergraph = compose([kept, { name: 'hostile', typeDefs: hostile, url }]);
    gateway = cleanup.add(
      await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' }, ...settings }),
    );
  });
  afterAll(cleanup.run);

  return {
    ask: async (query, behaviour) => {
      behave = behaviour;
      const answer = await ask(gateway.url, query);
      behave = fine;
      expect(answer.status).toBe(200);
      const errors = JSON.stringify(answer.errors ?? []);
      expect(errors).not.toMatch(internals);
      expect(errors.length).toBeLessThan(10_000);
      expect((await ask(gateway.url, '{ kept thing { name } }')).data).toEqual({
        kept: 'kept',
        thing: { name: 'fine' },
      });
      return { data: answer.data, faults: faults(answer) };
    },
  };
}

/** Answers with a body, given as JSON text or as what is to become JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Behaviour {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

/** Answers with bytes that are written past HTTP. */
export function bytes(text: string): Behaviour {
  return ({ socket }) => void socket?.write(text);
}
