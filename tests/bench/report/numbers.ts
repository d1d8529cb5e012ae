import { type Spread } from '../measure/statistics';

/** Three digits that count: 0.123, 1.23, 12.3, 123. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** `1.23 (1.10-1.40)` */
export function withSpread({ median, min, max }: Spread): string {
  return `${digits(median)} (${digits(min)}-${digits(max)})`;
}

/** How often `base` fits into `value`; a dash where there is no base. */
export function ratio(value: number, base: number | undefined): string {
  return base === undefined ? '-' : `${digits(value / base)}x`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
