import type { EntityManager } from 'typeorm';
/** x */
export async function loadContentDemo(_manager: EntityManager, _now: Date): Promise<void> {
  await Promise.resolve();
}
