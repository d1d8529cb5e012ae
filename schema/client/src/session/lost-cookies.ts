/** What a machine calls itself. To a browser each is a site of its own. */
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Browsers drop cookies of another site without a word: sign-in would succeed, and every request stay a guest's.
 * Elsewhere nobody can tell sites from their names; on one machine it is plain.
 * @throws TypeError that says which URL to take.
 */
export function refuseLostCookies(url: string): void {
  const { location } = globalThis as { location?: { href: string; hostname: string } };
  if (!location || !loopback.has(location.hostname)) return;
  const graph = new URL(url, location.href);
  if (!loopback.has(graph.hostname) || graph.hostname === location.hostname) return;
  const { hostname } = graph;
  graph.hostname = location.hostname;
  throw new TypeError(
    `The page is on ${location.hostname} and its graph on ${hostname}: the browser would drop the session's ` +
      `cookies. Give createClient the url ${graph.href}`,
  );
}
