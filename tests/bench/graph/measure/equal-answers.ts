import { isDeepStrictEqual } from 'node:util';
import { type Operation } from '../operations';
import { type People } from '../world/people';
import { type Side } from '../world/side';

/**
 * Asks all sides for the same.
 * @throws Error that names the first place where one of them says something else than the first
 */
export async function checkAnswers(
  sides: readonly Side[],
  operations: readonly Operation[],
  people: People,
): Promise<void> {
  for (const operation of operations) {
    const headers = await people.headersFor(operation);
    const answers: unknown[] = [];
    for (const side of sides) answers.push(side.dataOf(await ask(side, operation, headers)));
    const [expected, ...others] = answers;
    for (const [index, answer] of others.entries()) {
      const place = firstDifference(expected, answer, operation.name);
      if (place !== null) {
        throw new Error(`${sides[0]?.name} and ${sides[index + 1]?.name} do not answer the same: ${place}`);
      }
    }
  }
}

async function ask(
  side: Side,
  operation: Operation,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  const { path, ...request } = side.request(operation, headers);
  const response = await fetch(`${side.origin}${path}`, request);
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors":[{')) {
    throw new Error(`${operation.name}: ${side.name} answered ${response.status}: ${text.slice(0, 500)}`);
  }
  return JSON.parse(text);
}

/** Null where there is none. The order of keys is no difference. */
function firstDifference(one: unknown, other: unknown, at: string): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  if (isObject(one) && isObject(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = firstDifference(one[key], other[key], `${at}.${key}`);
      if (found !== null) return found;
    }
  }
  return `${at}: ${excerpt(one)} and ${excerpt(other)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function excerpt(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
}
