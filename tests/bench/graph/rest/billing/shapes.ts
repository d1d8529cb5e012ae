import { formatMoney } from '@nutgraf/billing/money/money.rules';
import { moneyOf } from '@nutgraf/billing/money/money.read';
import { type PlanRow, type PriceRow } from './queries';

export function priceTag({ id, interval, intervalCount, taxBehavior, unitAmountMinor, currency }: PriceRow) {
  const money = moneyOf(BigInt(unitAmountMinor), currency);
  const unitAmount = { ...money, minor: Number(money.minor), formatted: formatMoney(money) };
  return { id, interval, intervalCount, taxBehavior, unitAmount };
}

export function offer({ id, code, name, trialDays }: PlanRow, prices: readonly PriceRow[]) {
  return { id, code, name, trialDays, prices: prices.map(priceTag) };
}

export function planCard(
  { id, code, name, description, highlights, rank, trialDays }: PlanRow,
  features: readonly { readonly id: string; readonly code: string; readonly name: string }[],
  prices: readonly PriceRow[],
  viewerIsSubscribed: boolean,
) {
  return {
    id,
    code,
    name,
    description,
    highlights,
    rank,
    trialDays,
    viewerIsSubscribed,
    features: features.map((feature) => ({ id: feature.id, code: feature.code, name: feature.name })),
    prices: prices.map(priceTag),
  };
}
