/** Whether a client's value can be the code of a plan at all. */
export function isPlanCode(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text);
}
