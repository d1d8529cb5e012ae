import { type GraphQLFormattedError } from 'graphql';

/** Every place of an answer by its path, joined with `/`: leaf values, nulls, and `{}` or `[]` for what has parts. */
export function placesOf(answer: unknown): ReadonlyMap<string, unknown> {
  const places = new Map<string, unknown>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) {
      places.set(path, value);
      return;
    }
    places.set(path, Array.isArray(value) ? [] : {});
    for (const [key, child] of Object.entries(value)) visit(child, path === '' ? key : `${path}/${key}`);
  };
  visit(answer, '');
  return places;
}

/** Where an error's path ends in an answer: at its place, or at what became null above it. */
export function endOf(path: GraphQLFormattedError['path'], places: ReadonlyMap<string, unknown>): string {
  const keys = path ?? [];
  for (let length = keys.length; length > 0; length -= 1) {
    const here = keys.slice(0, length).join('/');
    if (places.has(here)) return here;
  }
  return '';
}
