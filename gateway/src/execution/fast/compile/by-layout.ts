import { deviate } from '../deviation';
import { type Layout } from '../layout';
import { type ReadText } from '../read';
import { attempt, foreseen } from './foreseen';
import { type Below, type Place } from './place';

/** Compiles for the objects of each type that may stand there; which one it is, each row says. */
export function byLayout({ places }: Below, compile: (place: Place) => ReadText): ReadText {
  const readers = new Map<Layout, ReadText>();
  for (const place of foreseen(places.values())) {
    attempt(place, places.size, () => readers.set(place.layout, compile(place)));
  }
  const [only] = readers.values();
  if (only && places.size === 1) return only;
  return amongLayouts(readers);
}

/** Apart, for a closure holds on to all that closures beside it use, and a program is kept. */
function amongLayouts(readers: ReadonlyMap<Layout, ReadText>): ReadText {
  return (row) => (readers.get(row[0] as Layout) ?? deviate)(row);
}
