import { type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { endOf, placesOf } from './places';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** How an answer differs from what it has to be: in its data to the order of its fields, or in which nulls have errors. */
export function difference(asked: Answer, expected: ExecutionResult): string | undefined {
  const [is, should] = [JSON.stringify(asked.data), JSON.stringify(expected.data)];
  const errors = `errors: ${JSON.stringify(asked.errors)}\nwanted: ${JSON.stringify(expected.errors ?? [])}`;
  if (is !== should) return `data:   ${is}\nwanted: ${should}\n${errors}`;
  const places = placesOf(asked.data);
  const nulled = (asked.errors ?? []).map(({ path }) => endOf(path, places)).sort();
  const mustBe = [...new Set((expected.errors ?? []).map(({ path }) => endOf(path, places)))].sort();
  // graphql-js tells every error below what became null, the gateway the one that did it.
  return JSON.stringify(nulled) === JSON.stringify(mustBe) ? undefined : errors;
}

/**
 * What is wrong with an answer of which a part could not be had: a value that is not that of the whole answer, a null
 * that no error explains, an error that explains none, or one of several for one null.
 * @param isSilent an object that a subgraph does not know is no error where its fields may be null
 */
export function unexplained(
  asked: Answer,
  whole: ExecutionResult,
  { isSilent, hasOtherValues }: { readonly isSilent: boolean; readonly hasOtherValues: boolean },
): string | undefined {
  const places = placesOf(asked.data);
  const wholePlaces = placesOf(whole.data);
  const errors = new Map<string, number>();
  const told = `in ${JSON.stringify(asked.data)}\nwith ${JSON.stringify(asked.errors)}\nof ${JSON.stringify(whole.data)}`;
  for (const { path } of asked.errors ?? []) {
    // What a subgraph said of no place may be told so, beside the nulls that it explains.
    if (path === undefined) continue;
    const end = endOf(path, places);
    errors.set(end, (errors.get(end) ?? 0) + 1);
    if (places.get(end) !== null) return `An error at "${path.join('.')}", which is no null, ${told}`;
  }
  for (const [place, value] of places) {
    const of = wholePlaces.get(place);
    if (value !== null) {
      const isSame = hasOtherValues || JSON.stringify(value) === JSON.stringify(of);
      if (!isSame) return `A value at "${place}" that is not ${JSON.stringify(of)} ${told}`;
      continue;
    }
    const count = errors.get(place) ?? 0;
    if (count > 1) return `${count} errors for the null at "${place}" ${told}`;
    if (count === 0 && of !== null && !isSilent) return `A null at "${place}" without an error ${told}`;
  }
  return undefined;
}
