import { ApolloServer, HeaderMap } from '@apollo/server';
import fc from 'fast-check';
import { graphqlMediaTypes, preferredMediaType } from './media-type';

const apollo = new ApolloServer({
  typeDefs: 'type Query { a: Int }',
  csrfPrevention: false,
  stopOnTerminationSignals: false,
});
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());

/** The media type Apollo Server answers in, once it has executed. */
async function apollosChoice(accept: string): Promise<string | undefined> {
  const { status, headers } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['accept', accept]]),
      search: '',
      body: { query: '{ a }' },
    },
    context: () => Promise.resolve({}),
  });
  return status === 406 ? undefined : headers.get('content-type');
}

const space = fc.constantFrom('', '', ' ', '\t');
const offered = fc.constantFrom(
  '*/*',
  'application/*',
  'application/json',
  'application/graphql-response+json',
);
const other = fc.constantFrom(
  ...['Application/JSON', '*/json', 'text/html', 'multipart/mixed'],
  ...['*', '', 'application', 'application/json/x', 'a"/b'],
);
const quality = fc.constantFrom(
  ...['q=0', 'q=1', 'q=0.5', 'q=0.500', 'Q=0.001', 'q="0"', 'q = 0.2'],
  ...['q=x', 'q=', 'q', 'q=-1', 'q=7', 'q=0;q=1'],
);
const parameter = fc.constantFrom(
  ...['charset=utf-8', 'charset="UTF-8"', 'charset=latin1', 'charset=*', 'x=', 'x=1', '=', '', '__proto__=1'],
  ...['x="a,application/json"', 'x="a;q=0"', 'x="\\", */*', 'charset="utf\\-8"y', 'x="'],
);
const range = fc
  .tuple(
    space,
    fc.oneof({ weight: 3, arbitrary: offered }, other),
    fc.array(fc.tuple(space, fc.oneof({ weight: 3, arbitrary: quality }, parameter), space), {
      maxLength: 2,
    }),
  )
  .map(([before, type, parameters]) => [before + type, ...parameters.map((part) => part.join(''))].join(';'));
const header = fc.array(range, { maxLength: 4 }).map((ranges) => ranges.join(','));

describe('the media type of an answer', () => {
  it('is the one that Apollo Server will choose, whatever a client accepts', async () => {
    const same = fc.asyncProperty(header, async (accept) => {
      expect(preferredMediaType(accept, graphqlMediaTypes)).toBe(await apollosChoice(accept));
    });
    await fc.assert(same, { numRuns: 500 });
  });
});
