/** Value of a header among names and values in turn; `undefined` without it. @param name in small letters */
export function rawHeader(headers: readonly Buffer[], name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2) {
    const candidate = headers[index]!;
    if (candidate.length !== name.length || candidate.toString('latin1').toLowerCase() !== name) continue;
    return headers[index + 1]!.toString('latin1');
  }
  return undefined;
}
