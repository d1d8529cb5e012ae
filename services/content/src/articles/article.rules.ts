/** Words a practised reader takes in per minute. */
const wordsPerMinute = 230;

/** Whole minutes, at least one. */
export function readingMinutes(wordCount: number): number {
  return Math.max(1, Math.ceil(wordCount / wordsPerMinute));
}

/** Whether a client's value has the form of a slug. Anything else cannot exist. */
export function isSlug(value: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}
