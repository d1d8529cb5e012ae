import { StackError } from './stack-error';

/** Where development servers of common frontend tools listen: Next.js, Vite, Angular, webpack, Expo. */
const developmentPorts = [3000, 5173, 4200, 8080, 8081] as const;

const developmentOrigins = developmentPorts.flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
]);

/**
 * Origins whose pages may ask the graph with a reader's cookies: the site itself and those that `CORS_ORIGINS` names,
 * or else, outside of production, where development servers listen.
 * @throws StackError when one of them is no origin.
 */
export function webOrigins({ CORS_ORIGINS, PUBLIC_SITE_URL, NODE_ENV }: NodeJS.ProcessEnv): string[] {
  const named = (CORS_ORIGINS ?? '').split(',').flatMap((text) => text.trim() || []);
  const fallback = NODE_ENV === 'production' || named.length > 0 ? [] : developmentOrigins;
  const site = PUBLIC_SITE_URL ? [originOf(PUBLIC_SITE_URL)] : [];
  return [...new Set([...site, ...named.map(checkOrigin), ...fallback])];
}

function originOf(siteUrl: string): string {
  if (URL.canParse(siteUrl)) return new URL(siteUrl).origin;
  throw new StackError(
    `PUBLIC_SITE_URL must be a URL such as https://www.example.com; "${siteUrl}" is none.`,
  );
}

function checkOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new StackError(
    `CORS_ORIGINS must list origins such as https://www.example.com,http://localhost:3000; "${text}" is none.`,
  );
}
