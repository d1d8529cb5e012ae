import { type GatewayConfigInput, parseConfig } from './config/gateway-config';
import { describeGateway } from './describe-gateway';

const describeWith = (input: GatewayConfigInput) => describeGateway(parseConfig(input), ['users', 'content']);

it('says in five lines what is on, and what is off', () => {
  expect(describeWith({})).toMatchInlineSnapshot(`
    [
      "who may ask: identity off; revocation off; policies closed, unless the program decides; refused fields are null; CORS off; trusted proxies 0",
      "what: introspection on; playground on; plans for clients on; trusted documents off; limits depth 15, aliases 30, tokens 2000; cost 1000000 points at most; budget off; body 1000000 bytes",
      "subgraphs: served users, content; signing off; headers and cookies of clients off",
      "when something breaks: deadline 30000 ms; subgraph timeout 5000 ms; connect timeout 1000 ms; retries of queries 1; breaker after 5 failures; operations at once 1000; Redis off; supergraph read again at SIGHUP",
      "what is seen: log info; line per operation on; sending traces off; sending metrics off; /metrics off",
    ]
  `);
});

it('says what was turned on, and no secret', () => {
  const secret = 'c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3JldA==';
  const lines = describeWith({
    supergraph: { url: `https://user:${secret}@cdn.example/s?key=${secret}`, pollSeconds: 10 },
    identity: { jwt: { jwksUrl: `https://user:${secret}@i.example/keys`, issuer: 'nutgraf', audience: 'a' } },
    signing: { keys: `k1:${secret}` },
    redis: { url: `redis://:${secret}@127.0.0.1:1` },
    cors: { origins: ['https://www.example.com'] },
    subgraphs: { users: { requestCookies: ['refresh'], responseHeaders: ['set-cookie'] } },
    introspection: false,
  });
  expect(lines).toMatchInlineSnapshot(`
    [
      "who may ask: identity tokens of nutgraf; revocation off; policies closed, unless the program decides; refused fields are null; CORS for https://www.example.com; trusted proxies 0",
      "what: introspection off; playground on; plans for clients on; trusted documents off; limits depth 15, aliases 30, tokens 2000; cost 1000000 points at most; budget off; body 1000000 bytes",
      "subgraphs: served users, content; signing on; users gets cookies refresh; users gives headers set-cookie",
      "when something breaks: deadline 30000 ms; subgraph timeout 5000 ms; connect timeout 1000 ms; retries of queries 1; breaker after 5 failures; operations at once 1000; Redis shared, and not needed; supergraph looked at every 10 s",
      "what is seen: log info; line per operation on; sending traces off; sending metrics off; /metrics off",
    ]
  `);
  expect(lines.join('')).not.toContain(secret);
});
