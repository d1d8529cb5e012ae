import { NotCompiled } from './not-compiled';
import { type Place } from './place';

/** Places at which objects may stand that are answered on the fast path. */
export function foreseen(places: Iterable<Place>): readonly Place[] {
  return [...places].filter(({ layout }) => layout.isForeseen);
}

/**
 * Compiles something for one of several types. A type that only other subgraphs can give here may have nothing that
 * could be compiled: objects of it are not foreseen then.
 * @throws NotCompiled when there is no other type
 */
export function attempt(place: Place, types: number, compile: () => void): void {
  try {
    compile();
  } catch (error) {
    if (!(error instanceof NotCompiled) || types < 2) throw error;
    place.layout.isForeseen = false;
  }
}
