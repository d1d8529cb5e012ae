import { z } from 'zod';

import { StackError } from './stack-error';

/**
 * Whether the services load demo data: as `DEMO_DATA` says, else everywhere but in production.
 * @throws StackError when `DEMO_DATA` says neither.
 */
export function wantsDemoData({ DEMO_DATA, NODE_ENV }: NodeJS.ProcessEnv): boolean {
  if (!DEMO_DATA) return NODE_ENV !== 'production';
  const { success, data } = z.stringbool().safeParse(DEMO_DATA);
  if (!success) throw new StackError('DEMO_DATA must be true or false.');
  return data;
}
