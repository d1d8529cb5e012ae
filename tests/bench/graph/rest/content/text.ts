import { documentToHtml } from '@nutgraf/content/documents/html';
import { contentFor } from '@nutgraf/content/paywall/article-content';
import { decideAccess, dependsOnGrants, membersFeature } from '@nutgraf/content/paywall/paywall.rules';
import type { Caller } from '@nutgraf/kit/caller';
import { type ArticleRow, bodies, grantsOf, offers } from './queries';

/** An article's text as the caller may have it. Whom the grants refuse is not confirmed: nobody of the bench is. */
export async function textOf({ id, accessLevel, wordCount }: ArticleRow, caller: Caller, withHtml: boolean) {
  const isDependent = caller.kind === 'account' && dependsOnGrants(accessLevel, caller);
  const [grants, [body]] = await Promise.all([isDependent ? grantsOf([caller.accountId]) : [], bodies([id])]);
  if (!body) throw new Error('An article has no text.');
  const decision = decideAccess(accessLevel, caller, grants[0]?.grants ?? [], new Date());
  const isOffered = decision.reason === 'MEMBERSHIP_REQUIRED';
  const planIds = isOffered ? (await offers([membersFeature])).map(({ planId }) => planId) : [];
  const content = contentFor({ document: body.document, wordCount }, decision, planIds);
  const html = withHtml ? { html: documentToHtml(content.richText) } : {};
  if (!('paywall' in content)) return { __typename: 'FullContent', ...html, ...content };
  const paywall = { ...content.paywall, offers: planIds };
  return { __typename: 'PreviewContent', ...html, ...content, paywall };
}
