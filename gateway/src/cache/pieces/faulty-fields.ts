import { type RawAnswer } from '../../upstream/subgraph-request';
import { latin1, sharing, wholeAnswer } from './faulty-answer';

/**
 * A faulty answer to some root fields, together with the others that are known.
 * @param keys response keys of all
 */
export function joinFaultyFields(
  keys: readonly string[],
  keyOf: (index: number) => string,
  known: readonly (Buffer | undefined)[],
  wanted: readonly number[],
  answer: RawAnswer,
): RawAnswer {
  const shared = sharing(keyOf, known, wanted);
  const asked = new Map(wanted.map((index) => [keys[index]!, shared.get(index)!]));
  return wholeAnswer(
    answer,
    false,
    ([key, ...below]) => (asked.get(String(key)) ?? []).map((index) => [keys[index], ...below]),
    (fields) => {
      const texts = known.map((text) => text && latin1(text));
      for (const [key, indexes] of asked) {
        const text = fields.get(key)?.text;
        for (const index of indexes) texts[index] = text && latin1(text);
      }
      const members = keys.flatMap((key, index) =>
        texts[index] === undefined ? [] : `"${key}":${texts[index]}`,
      );
      return `{${members.join(',')}}`;
    },
  );
}
