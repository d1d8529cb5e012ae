import fc from 'fast-check';
import { exponentOf } from './currency.rules';
import { moneyOf } from './money.read';
import { decimalText, formatMoney, parseMoney } from './money.rules';

const currencies = fc.constantFrom('JPY', 'EUR', 'USD', 'KWD', 'CLF', 'ISK');
const minors = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
const money = fc.tuple(minors, currencies).map(([minor, currency]) => moneyOf(minor, currency));

test.each([
  ['JPY', 0],
  ['EUR', 2],
  ['USD', 2],
  ['KWD', 3],
  ['CLF', 4],
  ['ISK', 0],
])('%s has %i decimals', (currency, exponent) => {
  expect(exponentOf(currency)).toBe(exponent);
});

test.each([
  [0n, 'EUR', '0.00'],
  [5n, 'EUR', '0.05'],
  [-5n, 'EUR', '-0.05'],
  [123_456n, 'EUR', '1234.56'],
  [800n, 'JPY', '800'],
  [1n, 'KWD', '0.001'],
  [9_007_199_254_740_993n, 'KWD', '9007199254740.993'],
])('%s of the smallest unit of %s are %s', (minor, currency, text) => {
  expect(decimalText(moneyOf(minor, currency))).toBe(text);
});

test('reading gives back what was written, whatever the amount and currency', () => {
  fc.assert(
    fc.property(money, (value) => {
      expect(parseMoney(decimalText(value), value.currency)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('the decimal text has exactly the decimals of its currency', () => {
  fc.assert(
    fc.property(money, (value) => {
      expect(decimalText(value).split('.')[1]?.length ?? 0).toBe(exponentOf(value.currency));
    }),
    { numRuns: 500 },
  );
});

test('what people read has every digit of the amount, above 2^53 too', () => {
  fc.assert(
    fc.property(money, (value) => {
      const digits = formatMoney(value).replace(/\D/g, '');
      expect(digits).toBe(decimalText(value).replace(/\D/g, ''));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['5', 'EUR', 500n],
  ['5.5', 'EUR', 550n],
  ['31.250', 'KWD', 31_250n],
])('%s %s can be read', (text, currency, minor) => {
  expect(parseMoney(text, currency).minor).toBe(minor);
});

test.each([
  ['1.005', 'EUR'],
  ['1.0', 'JPY'],
  ['1,00', 'EUR'],
  ['', 'EUR'],
  ['.5', 'EUR'],
  ['1.', 'EUR'],
  ['1e3', 'EUR'],
  ['+1', 'EUR'],
])('"%s" is no amount in %s', (text, currency) => {
  expect(() => parseMoney(text, currency)).toThrow(RangeError);
});

test.each([
  [123_456n, 'EUR', undefined, '€1,234.56'],
  [123_456n, 'EUR', 'de-DE', '1.234,56\u00a0€'],
  [8_000n, 'JPY', undefined, '¥8,000'],
  [31_250n, 'KWD', undefined, 'KWD\u00a031.250'],
  [-50n, 'USD', undefined, '-$0.50'],
  [150n, 'HUF', undefined, 'HUF\u00a01.50'],
])('%s of %s in %s reads %s', (minor, currency, locale, text) => {
  expect(formatMoney(moneyOf(minor, currency), locale)).toBe(text);
});

test('a tag that is no locale is refused', () => {
  expect(() => formatMoney(moneyOf(1n, 'EUR'), 'x-private')).toThrow(RangeError);
});
