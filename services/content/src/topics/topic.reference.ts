import { isId } from '@nutgraf/kit/ids';
import type { Representation } from '@nutgraf/kit/graphql/federation';
import type { ContentContext } from '../context';
import type { TopicRow } from './topic.entity';

export async function resolveTopic(
  { id }: Representation,
  { loaders }: ContentContext,
): Promise<TopicRow | null> {
  return isId('top', id) ? loaders.topics.byId.load(id) : null;
}
