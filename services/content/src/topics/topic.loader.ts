import { manyByKey, oneById, oneByKey } from '@nutgraf/kit/loaders';
import type DataLoader from 'dataloader';
import type { TopicRow } from './topic.entity';
import type { TopicRepository } from './topic.repository';

export interface TopicLoaders {
  readonly byId: DataLoader<string, TopicRow | null>;
  readonly bySlug: DataLoader<string, TopicRow | null>;
  readonly byArticleId: DataLoader<string, readonly TopicRow[]>;
}

export function createTopicLoaders(topics: TopicRepository): TopicLoaders {
  return {
    byId: oneById((ids) => topics.byIds(ids)),
    bySlug: oneByKey(
      (slugs) => topics.bySlugs(slugs),
      ({ slug }) => slug,
    ),
    byArticleId: manyByKey(
      (ids) => topics.byArticleIds(ids),
      ({ articleId }) => articleId,
    ),
  };
}
