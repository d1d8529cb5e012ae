/** Something is wrong with what is to be invalidated. The message is for its sender. */
export class InvalidationFault extends Error {
  override readonly name = 'InvalidationFault';

  /** @param path from the body's root */
  constructor(path: readonly PropertyKey[], reason: string) {
    super(`${placeOf(path)}: ${reason}`);
  }
}

/** What somebody sent, short enough for a message. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);
}

const longestQuote = 100;

function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${brief(String(step))}`));
  return steps.join('').replace(/^\./, '') || 'The body';
}

function brief(name: string): string {
  return /^\w{1,100}$/.test(name) ? name : quoted(name);
}
