import { type AuditResult, serverAudits } from 'graphql-http';
import { createGateway, type Gateway } from '@nutgraf/gateway';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { startLibrary } from '@nutgraf/gateway/http/fixtures/library';
import { compose } from '@nutgraf/gateway/http/fixtures/subgraph';

const asApolloServer =
  'Errors of a request are 400 in both media types, as with Apollo Server: logs and proxies see them, and the ' +
  'specification allows it.';

/** Recommendations that we do not follow, and why. */
const declined: Readonly<Record<string, string>> = {
  '572B': asApolloServer,
  FDE2: asApolloServer,
  '7B9B': asApolloServer,
};

const cleanup = new Cleanup();
let gateway: Gateway;
beforeAll(async () => {
  const supergraph = compose(await startLibrary(cleanup));
  gateway = cleanup.add(await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' } }));
});
afterAll(cleanup.run);

/** CSRF prevention stays on, so the audit says what any client says that is no page of another site. */
const audits = serverAudits({
  url: () => gateway.url,
  fetchFn: (url: string, { headers, ...init }: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...headers, 'apollo-require-preflight': 'true' } }),
});

describe('GraphQL over HTTP', () => {
  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ id, fn }) => {
    const result = await fn();
    if (id in declined) expect(outcomeOf(result)).toMatch(/^warn: .* is not 200$/);
    else expect(outcomeOf(result)).toBe('ok');
  });

  it('is declined only where there is something to follow', () => {
    const ids = audits.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(declined)));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

function outcomeOf(result: AuditResult): string {
  return result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`;
}
