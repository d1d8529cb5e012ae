import { type GraphQLRequestContextWillSendResponse } from '@apollo/server';

/**
 * Says whether the answer may be kept, as Apollo Server's own plugin would of a gateway's answers: no, unless a plugin
 * allowed it (`overallCachePolicy`). That plugin watches each field of a schema that is executed in place, which costs
 * and brings nothing here.
 */
export function setCacheControl({
  response: { body, http },
  overallCachePolicy,
}: GraphQLRequestContextWillSendResponse<object>): void {
  if (http.headers.has('cache-control')) return;
  const policy = overallCachePolicy.policyIfCacheable();
  const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
  const mayBeKept = policy && isWhole;
  http.headers.set(
    'cache-control',
    mayBeKept ? `max-age=${policy.maxAge}, ${policy.scope.toLowerCase()}` : 'no-store',
  );
}
