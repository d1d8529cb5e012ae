import type { ContentUserError } from '../errors/user-error.type';

/** Why a comment is not added. */
export const refusals = {
  emailNotVerified: {
    code: 'FORBIDDEN',
    message: 'Verify your e-mail address to comment.',
    path: null,
  },
  noSuchArticle: {
    code: 'NOT_FOUND',
    message: 'There is no such article.',
    path: ['input', 'articleId'],
  },
  commentsClosed: {
    code: 'COMMENTS_CLOSED',
    message: 'Comments on this article are closed.',
    path: ['input', 'articleId'],
  },
  mayNotRead: {
    code: 'FORBIDDEN',
    message: 'Only who may read the whole article may comment on it.',
    path: ['input', 'articleId'],
  },
  noSuchParent: {
    code: 'NOT_FOUND',
    message: 'There is no such comment under this article.',
    path: ['input', 'parentId'],
  },
  clientIdTaken: {
    code: 'CONFLICT',
    message: 'This client id was used for another comment. Choose a new one for each submission.',
    path: ['input', 'clientId'],
  },
} as const satisfies Readonly<Record<string, ContentUserError>>;
