import { internalsIn } from './internals';

/**
 * Searches every answer that a test gets of a gateway by `fetch`, and fails the test when one tells of the inside (B6).
 * Jest runs this before each test file.
 */

const ask = globalThis.fetch;
/** One leak has many words. */
const mostShown = 10;
let findings: string[] = [];
let searches: Promise<void>[] = [];

globalThis.fetch = async (input, init) => {
  const response = await ask(input, init);
  // Only a gateway says this; tests ask services too.
  const isFromGateway =
    response.headers.get('content-security-policy') === "default-src 'none'; frame-ancestors 'none'";
  if (isFromGateway && response.body) searches.push(search(response.clone(), sentBy(input, init)));
  return response;
};

afterEach(async () => {
  const found = await takeFindings();
  if (found.length > 0)
    throw new Error(`B6: an answer of a gateway tells of the inside.\n${found.join('\n')}`);
});

/** What was found since the last time; for the test that shows that something is. */
export async function takeFindings(): Promise<readonly string[]> {
  await Promise.all(searches);
  const found = findings.slice(0, mostShown);
  [findings, searches] = [[], []];
  return found;
}

async function search(response: Response, sent: string): Promise<void> {
  // Who asked may have gone away in the middle of it.
  const body = await response.text().catch(() => '');
  findings.push(...internalsIn({ headers: response.headers, body }, sent));
}

function sentBy(input: string | URL | Request, init: RequestInit | undefined): string {
  const url = input instanceof Request ? input.url : String(input);
  const { pathname, search: query } = new URL(url);
  const headers = [...new Headers(init?.headers)].map(([, value]) => value).join('\n');
  const body = typeof init?.body === 'string' ? init.body : '';
  return [pathname, decoded(query), headers, body, body.replaceAll('\\"', '"')].join('\n');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
