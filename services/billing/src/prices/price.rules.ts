export const billingIntervals = { MONTH: 'MONTH', YEAR: 'YEAR' } as const;
export type BillingInterval = keyof typeof billingIntervals;

export const taxBehaviors = { INCLUSIVE: 'INCLUSIVE', EXCLUSIVE: 'EXCLUSIVE' } as const;
export type TaxBehavior = keyof typeof taxBehaviors;
