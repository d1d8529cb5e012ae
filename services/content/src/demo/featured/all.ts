import type { FeaturedArticle } from './featured-article';
import { nightTrain } from './night-train';
import { riverGauge } from './river-gauge';
import { sharedRooftops } from './shared-rooftops';

/** By title, as it stands among the titles of a topic. */
export const featuredArticles: ReadonlyMap<string, FeaturedArticle> = new Map(
  [nightTrain, sharedRooftops, riverGauge].map((article) => [article.title, article]),
);
