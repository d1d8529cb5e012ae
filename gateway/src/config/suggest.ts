import { suggestionList } from 'graphql/jsutils/suggestionList';

/** What somebody probably meant by a name that is not known; all the names where none is near. */
export function suggest(name: string, known: readonly string[], prefix = ''): string {
  const [nearest] = suggestionList(name, known);
  if (nearest !== undefined) return `Did you mean "${prefix}${nearest}"?`;
  return known.length > 0 ? `There are: ${[...known].sort().join(', ')}.` : 'Nothing can stand there.';
}
