import type { KeysetOrder } from '@nutgraf/kit/paging/keyset';

export const articleOrderFields = {
  PUBLISHED_AT: 'PUBLISHED_AT',
  UPDATED_AT: 'UPDATED_AT',
  TITLE: 'TITLE',
} as const;

export const sortDirections = { ASC: 'ASC', DESC: 'DESC' } as const;

/** An order of articles, as a client chooses it. */
export interface ArticleOrderValue {
  readonly field: keyof typeof articleOrderFields;
  readonly direction: keyof typeof sortDirections;
}

export const newestFirst: ArticleOrderValue = { field: 'PUBLISHED_AT', direction: 'DESC' };

const columns = {
  PUBLISHED_AT: { sql: 'item.published_at', type: 'timestamptz' },
  UPDATED_AT: { sql: 'item.updated_at', type: 'timestamptz' },
  TITLE: { sql: 'item.title', type: 'text' },
} as const;

/** Made total by the id. */
export function keysetOrder({ field, direction }: ArticleOrderValue): KeysetOrder {
  return { columns: [columns[field], { sql: 'item.id', type: 'text' }], direction };
}
