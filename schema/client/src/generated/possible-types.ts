/* eslint-disable */
/** The object types behind each interface and union, as `InMemoryCache` of Apollo Client wants them. */
export const possibleTypes: Record<string, string[]> = {
  "ArticleContent": [
    "FullContent",
    "PreviewContent"
  ],
  "Node": [
    "Account",
    "Article",
    "Comment",
    "Feature",
    "MemberSubscription",
    "Plan",
    "Price",
    "Session",
    "Topic",
    "User"
  ],
  "UserError": [
    "GenericError",
    "RateLimitedError"
  ]
};
