import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../folders';

/** One of the typed client's operations, as it is asked for on both sides. */
export interface Operation {
  readonly name: string;
  /** As the client calls it. */
  readonly operationName: string;
  /** Key of the person of the demo data who asks; null for a guest. */
  readonly persona: 'member' | 'reader' | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Path at the aggregator. */
  readonly path: string;
  readonly isWrite?: boolean;
}

const id = 'art_01DEM000000000000000000001';
const slug = 'the-quiet-return-of-the-night-train';

/** Every query of the typed client. */
export const reads: readonly Operation[] = [
  read('article-guest', 'ArticlePage', null, { slug }, `/article-page/${slug}`),
  read('article-member', 'ArticlePage', 'member', { slug }, `/article-page/${slug}`),
  read('article-mobile', 'ArticleMobile', 'member', { id }, `/article-mobile/${id}`),
  read('home-feed', 'HomeFeed', null, {}, '/home-feed'),
  read('author-page', 'AuthorPage', null, { handle: 'ada-author' }, '/author-page/ada-author'),
  read('comments-page', 'CommentsPage', null, { articleId: id }, `/comments-page/${id}`),
  read('plans-page', 'PlansPage', 'reader', { currency: 'EUR' }, '/plans-page?currency=EUR'),
  read('viewer-shell', 'ViewerShell', 'member', {}, '/viewer-shell'),
];

/** A comment by somebody who is signed in. `@` becomes something else in each request. */
export const write: Operation = {
  name: 'add-comment',
  operationName: 'AddComment',
  persona: 'member',
  variables: { input: { articleId: id, clientId: 'bench-@', body: 'I took this train last winter.' } },
  path: '/comments',
  isWrite: true,
};

function read(
  name: string,
  operationName: string,
  persona: Operation['persona'],
  variables: Operation['variables'],
  path: string,
): Operation {
  return { name, operationName, persona, variables, path };
}

/** By operation name: the id that the typed client sends instead of a text. */
export function persistedIds(): ReadonlyMap<string, string> {
  const file = join(repository, 'schema', 'client', 'src', 'generated', 'persisted-documents.json');
  const documents = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return new Map(
    Object.entries(documents).flatMap(([hash, text]) => {
      const name = /^(?:query|mutation) (\w+)/.exec(text)?.[1];
      return name === undefined ? [] : [[name, hash] as const];
    }),
  );
}
