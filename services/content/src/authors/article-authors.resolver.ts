import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Article, ArticleRow } from '../articles/article.read';
import type { ContentContext } from '../context';
import { User } from './user.type';

/** What authors add to an article. */
@Resolver(() => Article)
export class ArticleAuthorsResolver {
  @FieldResolver(() => [User], {
    nullable: true,
    description: 'Null, with an error, while the users service is away: the article still shows.',
  })
  async authors(@Root() { id }: ArticleRow, @Ctx() { loaders }: ContentContext): Promise<User[]> {
    return (await loaders.authors.byArticleId.load(id)).map(({ userId }) => ({ id: userId }));
  }
}
