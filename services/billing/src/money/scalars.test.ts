import { parseValue } from 'graphql';
import { CurrencyCodeScalar } from './currency-code.type';
import { MinorUnitsScalar } from './minor-units.type';

const limit = 2n ** 53n;

describe('MinorUnits', () => {
  test.each([0n, -1n, limit - 1n, 1n - limit])('%s is a JSON number', (value) => {
    expect(MinorUnitsScalar.serialize(value)).toBe(Number(value));
    expect(MinorUnitsScalar.parseValue(Number(value))).toBe(value);
    expect(MinorUnitsScalar.parseLiteral(parseValue(String(value)))).toBe(value);
  });

  test.each([limit, -limit, limit * limit, 1])('%s is never sent', (value) => {
    expect(() => MinorUnitsScalar.serialize(value)).toThrow('MinorUnits');
  });

  test.each([2 ** 53, 1.5, NaN, Infinity, '1', null, true])('%s is not taken', (value) => {
    expect(() => MinorUnitsScalar.parseValue(value)).toThrow('MinorUnits');
  });

  test.each(['9007199254740992', '1.5', '"1"'])('the literal %s is not taken', (text) => {
    expect(() => MinorUnitsScalar.parseLiteral(parseValue(text))).toThrow('MinorUnits');
  });
});

describe('CurrencyCode', () => {
  test('a code passes', () => {
    expect(CurrencyCodeScalar.parseValue('KWD')).toBe('KWD');
    expect(CurrencyCodeScalar.parseLiteral(parseValue('"KWD"'))).toBe('KWD');
    expect(CurrencyCodeScalar.serialize('KWD')).toBe('KWD');
  });

  test.each(['eur', 'EURO', 'EU', "E'R", '', 1, null])('%s is not taken', (value) => {
    expect(() => CurrencyCodeScalar.parseValue(value)).toThrow('CurrencyCode');
  });

  test('a literal must be a string', () => {
    expect(() => CurrencyCodeScalar.parseLiteral(parseValue('EUR'))).toThrow('CurrencyCode');
  });
});
