import { badUserInput } from '@nutgraf/kit/errors';
import { maximumPageSize } from '@nutgraf/kit/paging/page-request';
import type { TopicRow } from './topic.entity';
import type { TopicRepository } from './topic.repository';

export class TopicService {
  readonly #topics: Pick<TopicRepository, 'first'>;

  constructor(topics: Pick<TopicRepository, 'first'>) {
    this.#topics = topics;
  }

  /**
   * The first topics in order of their names.
   * @throws ClientError BAD_USER_INPUT for a number out of range.
   */
  async list(first: number): Promise<TopicRow[]> {
    if (first < 0 || first > maximumPageSize) {
      throw badUserInput(`"first" must be between 0 and ${maximumPageSize}; it is ${first}.`);
    }
    return this.#topics.first(first);
  }
}
