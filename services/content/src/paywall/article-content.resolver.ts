import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Article, ArticleRow } from '../articles/article.read';
import type { ContentContext } from '../context';
import { contentFor, type ContentValue } from './article-content';
import { offersTag } from '../entitlements/entitlement.read';
import { membersFeature } from './paywall.rules';
import type { PaywallService } from './paywall.service';
import { ArticleContent } from './paywall.type';

/** What the paywall adds to an article: its text. */
@Resolver(() => Article)
export class ArticleContentResolver {
  readonly #paywall: PaywallService;

  constructor(paywall: PaywallService) {
    this.#paywall = paywall;
  }

  @Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
  @FieldResolver(() => ArticleContent, {
    description:
      'The text the caller may have: the full article, or a preview with the reason and the way in.',
  })
  async content(
    @Root() { id, accessLevel, wordCount }: ArticleRow,
    @Ctx() { caller, loaders, cache }: ContentContext,
  ): Promise<ContentValue> {
    const [decision, body] = await Promise.all([
      this.#paywall.accessTo(accessLevel, caller, loaders.entitlements),
      loaders.articles.bodyById.load(id),
    ]);
    if (!body) throw new Error(`Article ${id} has no text.`);
    if (decision.reason === 'MEMBERSHIP_REQUIRED') cache.tag(offersTag);
    const offers =
      decision.reason === 'MEMBERSHIP_REQUIRED'
        ? await loaders.entitlements.offersOfFeature.load(membersFeature)
        : [];
    return contentFor(
      { document: body.document, wordCount },
      decision,
      offers.map(({ planId }) => planId),
    );
  }
}
