import { ApolloServer } from '@apollo/server';
import {
  type CreateServerForIntegrationTests,
  defineIntegrationTestSuite,
} from '@apollo/server-integration-testsuite';
import { Connections } from '@nutgraf/gateway/http/connections';
import { Admission } from '@nutgraf/gateway/http/admission';
import { graphqlHandler } from '@nutgraf/gateway/http/graphql-handler';
import { graphqlMediaTypes } from '@nutgraf/gateway/http/media-type';
import { Readiness } from '@nutgraf/gateway/http/readiness';
import { graphqlPath, routes } from '@nutgraf/gateway/http/routes';
import { createHttpServer, listen } from '@nutgraf/gateway/http/server';

/** What Apollo Servers of the suite answer in too: `@defer`, and a landing page for browsers. */
const apollosOwn = [
  'multipart/mixed; deferSpec=20220824',
  'multipart/mixed; incrementalSpec=v0.2',
  'text/html',
];

const createServer: CreateServerForIntegrationTests = async (config, { context } = {}) => {
  const apollo = new ApolloServer(config);
  await apollo.start();
  const graphql = graphqlHandler({
    mediaTypes: [...graphqlMediaTypes, ...apollosOwn],
    bodyLimitBytes: 1_000_000,
    deadlineMs: 30_000,
    trustedProxies: 0,
    admission: new Admission(100),
    compressFromBytes: 1_500,
    serve: (httpGraphQLRequest) =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: context ?? (() => Promise.resolve({})),
      }),
    onAnswered: () => undefined,
    onFault: () => undefined,
  });
  const handle = routes(graphql, new Readiness());
  const server = createHttpServer(
    (request, response) => {
      // The suite wants to see where Apollo Server gives none; our server says `no-store` there.
      response.removeHeader('cache-control');
      // It asks at the root.
      request.url = graphqlPath + (request.url ?? '/').slice(1);
      return handle(request, response);
    },
    () => false,
  );
  const connections = new Connections(server);
  const url = await listen(server, 0, '127.0.0.1');
  return { server: apollo, url, extraCleanup: () => connections.drain(0) };
};

/** What the suite leaves out with the graphql-js that is installed, by itself. */
const leftOut: string[] = [];
const { skip: skipGroup } = describe;
const { skip: skipTest } = it;
const note = (name: unknown): void => void leftOut.push(String(name));
Object.assign(describe, { skip: note });
Object.assign(it, { skip: note });
defineIntegrationTestSuite(createServer);
Object.assign(describe, { skip: skipGroup });
Object.assign(it, { skip: skipTest });

test('the suite runs whole, but for incremental delivery by graphql 17', () => {
  expect([...new Set(leftOut)].sort()).toEqual([
    'includes all fields with defer legacy',
    'includes all fields with defer modern',
    'tests that require graphql@17',
  ]);
});
