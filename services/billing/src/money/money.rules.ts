import { exponentOf } from './currency.rules';

/** An amount: a whole number of the currency's smallest unit. */
export interface MoneyValue {
  readonly minor: bigint;
  /** ISO 4217 alphabetic code. */
  readonly currency: string;
  /** Digits after the decimal point. */
  readonly exponent: number;
}

/** The amount in whole units, exactly: 1250 with exponent 2 is `12.50`. */
export function decimalText({ minor, exponent }: Pick<MoneyValue, 'minor' | 'exponent'>): `${number}` {
  const sign = minor < 0n ? '-' : '';
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return `${sign}${whole}${exponent > 0 ? '.' : ''}${fraction}` as `${number}`;
}

/**
 * Reads what {@link decimalText} writes; fewer digits after the point than the currency has are fine.
 * @throws RangeError for anything that is not exactly an amount of this currency.
 */
export function parseMoney(text: string, currency: string): MoneyValue {
  const exponent = exponentOf(currency);
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > exponent) {
    throw new RangeError(`"${text}" is not an amount in ${currency}, which has ${exponent} decimals.`);
  }
  const minor = BigInt(whole + fraction.padEnd(exponent, '0'));
  return { minor: sign === '-' ? -minor : minor, currency, exponent };
}

/**
 * The amount for people, exactly: Intl reads the decimal text, so no float comes near it.
 * @param locale BCP 47 language tag.
 * @throws RangeError when there is no such locale.
 */
export function formatMoney({ currency, exponent, minor }: MoneyValue, locale = 'en'): string {
  return numberFormat(locale, currency, exponent).format(decimalText({ minor, exponent }));
}

/** Making one takes longer than all else that a price needs, and there are few. */
const numberFormats = new Map<string, Intl.NumberFormat>();
/** Clients choose locales, so there is an end to what is kept. */
const mostNumberFormats = 200;

function numberFormat(locale: string, currency: string, exponent: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${exponent}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // Intl follows CLDR, which for some currencies shows other decimals than ISO 4217 gives them.
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  if (numberFormats.size >= mostNumberFormats) numberFormats.clear();
  numberFormats.set(key, format);
  return format;
}
