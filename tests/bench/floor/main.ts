import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerTestQuery, type Urls } from './answer';

/**
 * The floor: what a good engineer would write by hand in Node for the benchmark's one query. It plans nothing, checks
 * nothing and remembers nothing between requests.
 */
const { FLOOR_SUBGRAPHS, PORT } = process.env as { FLOOR_SUBGRAPHS: string; PORT: string };
const answer = answerTestQuery(JSON.parse(FLOOR_SUBGRAPHS) as Urls);

const server = createServer((request, response) => {
  const respond = async () => {
    const { query } = JSON.parse(await text(request)) as { query: string };
    if (!query.includes('TestQuery')) throw new Error('This gateway knows one query.');
    const body = Buffer.from(JSON.stringify({ data: await answer() }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  };
  respond().catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.keepAliveTimeout = 0;
server.listen(Number(PORT), '127.0.0.1');
