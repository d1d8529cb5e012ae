/**
 * Asks again until a fact holds. For facts that come to be in another process or connection.
 * @throws Error with the last answer when it does not hold within `limitMs`.
 */
export async function until<T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  limitMs: number,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(
        `Not within ${limitMs} ms; the last answer was ${JSON.stringify(answer)?.slice(0, 500)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
