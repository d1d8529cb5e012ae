const string = { input: 'string', output: 'string' };

/** What the graph's own scalars are in JSON. Any other one is `unknown`, until somebody says what it is. */
export const scalars = {
  ID: string,
  CurrencyCode: string,
  DateTime: string,
  EmailAddress: string,
  HTML: string,
  Locale: string,
  URL: string,
  MinorUnits: { input: 'number', output: 'number' },
};
