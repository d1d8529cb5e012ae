import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type GraphQLSchema } from 'graphql';
import { type Answers, keyOf } from './answers';
import { type Traffic } from './traffic';

/** A subgraph over HTTP that costs as little as node:http allows. */
export function subgraphServer(
  name: string,
  schema: GraphQLSchema,
  { answers, traffic }: { readonly answers: Answers; readonly traffic: Traffic },
): Server {
  const server = createServer((request, response) => {
    read(request, (body) => {
      const send = (answer: Buffer) => {
        traffic.requests += 1;
        traffic.bytes += body.length + answer.length;
        const finish = () => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
          response.end(answer);
        };
        if (traffic.delayMs > 0) setTimeout(finish, traffic.delayMs);
        else finish();
      };
      const key = keyOf(name, body);
      const remembered = answers.remembered(key);
      if (remembered) {
        send(remembered);
        return;
      }
      answers.compute(key, schema, body).then(send, (error: unknown) => {
        response.writeHead(400).end(String(error));
      });
    });
  });
  // Gateways keep their connections while others are measured.
  server.keepAliveTimeout = 0;
  return server;
}

function read(request: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => then(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
}
