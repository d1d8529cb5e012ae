import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Article, ArticleRow } from '../articles/article.read';
import type { ContentContext } from '../context';
import type { TopicRow } from './topic.entity';
import { Topic } from './topic.type';

/** What topics add to an article. */
@Resolver(() => Article)
export class ArticleTopicsResolver {
  @FieldResolver(() => [Topic])
  topics(@Root() { id }: ArticleRow, @Ctx() { loaders }: ContentContext): Promise<readonly TopicRow[]> {
    return loaders.topics.byArticleId.load(id);
  }
}
