import { isId } from '@nutgraf/kit/ids';
import type { Representation } from '@nutgraf/kit/graphql/federation';
import type { ContentContext } from '../context';
import type { ArticleRow } from './article.entity';

export async function resolveArticle(
  { id }: Representation,
  { loaders }: ContentContext,
): Promise<ArticleRow | null> {
  return isId('art', id) ? loaders.articles.byId.load(id) : null;
}
