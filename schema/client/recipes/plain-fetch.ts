/**
 * No client at all: generated documents and `fetch`.
 * A document is its text, knows the id of that text, and carries the types of its answer and variables.
 */
import {
  ArticleCardFragmentDoc,
  type ArticleContentViewFragment,
  ArticleContentViewFragmentDoc,
  ArticlePageDocument,
  type TypedDocumentString,
} from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';

async function ask<Data, Variables>(
  url: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  accessToken?: string,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data || errors) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
  return data;
}

/** A page sees what its components need, each component its own fragment. */
export async function articleAsText(url: string, slug: string): Promise<string | null> {
  const { article } = await ask(url, ArticlePageDocument, { slug });
  if (!article) return null;
  const { title } = getFragmentData(ArticleCardFragmentDoc, article);
  return `${title}\n${textOf(getFragmentData(ArticleContentViewFragmentDoc, article))}`;
}

/** `html` is there for everyone; how much of it, the union says. */
function textOf({ content }: ArticleContentViewFragment): string {
  switch (content.__typename) {
    case 'FullContent':
      return content.html;
    case 'PreviewContent':
      return `${content.html}\n${content.remainingWords} words more for members.`;
  }
}
