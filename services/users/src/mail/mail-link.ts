/**
 * A link to the site with a token in its query.
 * @param siteUrl Where readers see the site; may have a path of its own.
 */
export function mailLink(siteUrl: string, page: 'verify-email' | 'reset-password', token: string): string {
  const base = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`;
  const url = new URL(page, base);
  url.searchParams.set('token', token);
  return url.href;
}
