import { readResponse } from './read-response';

const nested = (levels: number, open: string, close: string): string =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

describe.each([
  ['lists', '[', ']'],
  ['objects', '{"a":', '}'],
])('%s in each other', (_, open, close) => {
  test.each(['data', 'extensions'])('may be many in %s', (part) => {
    const text = `{"data":{},"${part}":{"json":${nested(198, open, close)}}}`;
    expect(readResponse(text)).toEqual(JSON.parse(text));
  });

  test.each([199, 20_000, 500_000])('may not be %d more', (levels) => {
    const deep = nested(levels, open, close);
    expect(readResponse(`{"data":{"json":${deep}}}`)).toBeNull();
    expect(
      readResponse(`{"data":{},"errors":[{"message":"x","extensions":{"code":"Y","deep":${deep}}}]}`),
    ).toBeNull();
  });
});
