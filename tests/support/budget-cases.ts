import { randomUUID } from 'node:crypto';
import { SessionTokensFragmentDoc, SignInDocument } from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { createClient } from '@nutgraf/client';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { slugs } from './article-page';
import type { TestGraph } from './test-graph';

export type BudgetCaller = 'guest' | 'member';

/** How an operation of the typed client is run for its budget. */
export interface BudgetCase {
  readonly callers: readonly BudgetCaller[];
  /** @param pageSize how long lists are asked for */
  readonly variables: (pageSize: number, graph: TestGraph) => object | Promise<object>;
  /** Whether it ends the session that asks. */
  readonly endsSession?: true;
  /** Whether guests get an error. */
  readonly refusesGuests?: true;
}

const everyone: readonly BudgetCaller[] = ['guest', 'member'];
const newestArticle = demoId('art', 1);

/** By name. A new operation needs a line here. */
export const budgetCases: Readonly<Record<string, BudgetCase>> = {
  HomeFeed: { callers: everyone, variables: (first) => ({ first }) },
  ArticlePage: {
    callers: everyone,
    variables: (commentsFirst) => ({ slug: slugs.members, commentsFirst }),
  },
  ArticleMobile: { callers: everyone, variables: () => ({ id: newestArticle }) },
  AuthorPage: { callers: everyone, variables: (first) => ({ handle: 'ada-author', first }) },
  CommentsPage: { callers: everyone, variables: (first) => ({ articleId: newestArticle, first }) },
  PlansPage: { callers: everyone, variables: () => ({ currency: 'EUR' }) },
  ViewerShell: { callers: everyone, variables: () => ({}) },
  AddComment: {
    callers: everyone,
    refusesGuests: true,
    variables: () => ({
      input: { articleId: demoId('art', 2), clientId: randomUUID(), body: 'Read it twice.' },
    }),
  },
  SignIn: { callers: ['guest'], variables: () => ({ input: signInInput }) },
  SessionRefresh: {
    callers: ['guest'],
    variables: async (_pageSize, graph) => ({ refreshToken: await refreshToken(graph) }),
  },
  SessionRevoke: { callers: everyone, variables: () => ({}), endsSession: true, refusesGuests: true },
};

const signInInput = {
  by: { password: { email: personaEntry('member').email, password: personaPassword } },
  transport: 'BEARER',
} as const;

async function refreshToken(graph: TestGraph): Promise<string> {
  const { sessionCreate } = await createClient({ url: graph.url }).request(SignInDocument, {
    input: signInInput,
  });
  return getFragmentData(SessionTokensFragmentDoc, sessionCreate.tokens)?.refreshToken ?? '';
}
