import { cacheNote } from './cache-note';
import { type CachedFetch } from './run';

/** What the cache did for each fetch. */
export function CacheNotes({ fetches }: { readonly fetches: readonly CachedFetch[] }) {
  return (
    <ul className="cache-notes" aria-label="What the cache did">
      {fetches.map((fetch, index) => (
        <li key={index}>
          <b>{fetch.subgraph}</b> {cacheNote(fetch)}
        </li>
      ))}
    </ul>
  );
}
