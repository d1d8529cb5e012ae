import { type TabsState } from '@graphiql/react';
import { type Example } from '../settings';

export type Tab = TabsState['tabs'][number];

/** Tabs that come from the settings say so by their id, which GraphiQL keeps; titles differ from each other. */
export function exampleOf({ id }: Pick<Tab, 'id'>, examples: readonly Example[]): Example | undefined {
  return examples.find((example) => idOf(example) === id);
}

export function tabOf(example: Example): Tab {
  const { title, query, variables } = example;
  return {
    id: idOf(example),
    // GraphiQL makes one when it reads it.
    hash: '',
    title,
    query: withTitle(query, title),
    variables,
    headers: null,
    operationName: null,
    response: null,
  };
}

/**
 * The title of a tab: GraphiQL would name it after its operation, which several examples may share. One that has
 * become another operation is named after that.
 */
export function titleOf(tab: Tab, examples: readonly Example[]): string {
  const example = exampleOf(tab, examples);
  if (!example) return tab.title;
  const isSame = tab.operationName === null || tab.operationName === operationIn(example.query);
  return isSame ? example.title : tab.title;
}

function idOf({ title }: Example): string {
  return `example:${title}`;
}

/** GraphiQL finds the tab that was open by its text, so no two examples may have the same. */
function withTitle(query: string, title: string): string {
  return query.startsWith('#') ? query : `# ${title}\n${query}`;
}

function operationIn(query: string): string | undefined {
  return /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1];
}
