import { isRecord } from '../../upstream/foreign-json';
import { type RawAnswer } from '../../upstream/subgraph-request';
import { answerSlices, type FieldSlice } from './answer-slices';

/** Says where in the whole answer an error's path leads: at several places, or at none. */
export type MovePath = (path: readonly unknown[]) => readonly (readonly unknown[])[];

/**
 * An answer to part of a fetch as one to all of it.
 * @param join writes the data of the whole, from that of the part
 */
export function wholeAnswer(
  answer: RawAnswer,
  withItems: boolean,
  move: MovePath,
  join: (fields: ReadonlyMap<string, FieldSlice>) => string,
): RawAnswer {
  // Who reads an answer that is not UTF-8 replaces what is wrong.
  const slices = answerSlices(Buffer.from(answer.body.toString('utf8')), withItems);
  const errors: unknown = slices?.errors && JSON.parse(slices.errors.toString('utf8'));
  const isGraphQL = slices && (errors === undefined || errors === null || Array.isArray(errors));
  if (!isGraphQL) return answer;
  const { data, fields, extensions } = slices;
  const members = [
    ...(fields ? [`"data":${join(fields)}`] : data ? [`"data":${latin1(data)}`] : []),
    ...(errors
      ? [`"errors":${byteString(JSON.stringify(errors.flatMap((error) => moved(error, move))))}`]
      : []),
    ...(extensions ? [`"extensions":${latin1(extensions)}`] : []),
  ];
  return { ...answer, body: Buffer.from(`{${members.join(',')}}`, 'latin1') };
}

function moved(error: unknown, move: MovePath): readonly unknown[] {
  if (!isRecord(error) || !Object.hasOwn(error, 'path') || !Array.isArray(error.path)) return [error];
  const paths = move(error.path);
  if (paths.length > 0) return paths.map((path) => ({ ...error, path }));
  return [{ ...error, path: undefined }];
}

/** The pieces that have the answer to a wanted piece, itself first: others with the same key are not asked for again. */
export function sharing(
  keyOf: (index: number) => string,
  known: readonly (Buffer | undefined)[],
  wanted: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const byKey = new Map<string, number[]>();
  const result = new Map<number, number[]>();
  for (const index of wanted) {
    const list = [index];
    byKey.set(keyOf(index), list);
    result.set(index, list);
  }
  known.forEach((text, index) => {
    if (!text && !result.has(index)) byKey.get(keyOf(index))?.push(index);
  });
  return result;
}

export function latin1(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function byteString(text: string): string {
  return Buffer.from(text).toString('latin1');
}
