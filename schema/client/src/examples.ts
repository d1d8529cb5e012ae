import { operationTexts } from './generated/operation-texts.js';

/** An operation with variables that have an answer in the demo data. */
export interface Example {
  readonly title: string;
  readonly operationName: keyof typeof operationTexts;
  /** The operation and its fragments, as they are read best. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Key of the person of the demo data as whom it is seen best; null for a guest. */
  readonly persona: string | null;
}

const nightTrain = { id: 'art_01DEM000000000000000000001', slug: 'the-quiet-return-of-the-night-train' };

/** What the graph can do, from the first request of an app to a comment. */
export const examples: readonly Example[] = [
  example('An article behind the paywall', 'ArticlePage', null, { slug: nightTrain.slug }),
  example('The same article for a member', 'ArticlePage', 'member', { slug: nightTrain.slug }),
  example('Who am I?', 'ViewerShell', 'member', {}),
  example('The newest articles', 'HomeFeed', null, { first: 5 }),
  example('An article for a phone', 'ArticleMobile', 'member', { id: nightTrain.id }),
  example('More comments', 'CommentsPage', null, { articleId: nightTrain.id, first: 10, orderBy: 'OLDEST' }),
  example('An author', 'AuthorPage', null, { handle: 'ada-author', first: 5 }),
  example('Plans and prices', 'PlansPage', 'reader', { currency: 'EUR' }),
  example('Sign in', 'SignIn', null, {
    input: {
      by: { password: { email: 'member@nutgraf.example', password: 'nutgraf-demo' } },
      transport: 'BEARER',
      deviceName: 'Playground',
    },
  }),
  example('Write a comment', 'AddComment', 'member', {
    input: {
      articleId: nightTrain.id,
      clientId: 'example-comment',
      body: 'I took this train last winter. It was on time.',
    },
  }),
];

function example(
  title: string,
  operationName: Example['operationName'],
  persona: string | null,
  variables: Example['variables'],
): Example {
  return { title, operationName, document: operationTexts[operationName], variables, persona };
}
