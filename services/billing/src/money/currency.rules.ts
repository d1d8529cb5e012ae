/** Digits after the decimal point of the currencies for which it is not two (ISO 4217, list one). */
const unusualExponents: ReadonlyMap<string, number> = new Map(
  [
    ['BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0],
    ['BHD IQD JOD KWD LYD OMR TND', 3],
    ['CLF UYW', 4],
  ].flatMap(([codes, exponent]) =>
    String(codes)
      .split(' ')
      .map((code) => [code, Number(exponent)]),
  ),
);

/** How many digits of a currency's amounts stand after the decimal point: JPY 0, EUR 2, KWD 3. */
export function exponentOf(currency: string): number {
  return unusualExponents.get(currency) ?? 2;
}
