import { createCacheOutboxTable } from '@nutgraf/kit/cache/cache-outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What writes have to tell caches. */
export class CacheOutbox1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCacheOutboxTable(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cache_outbox');
  }
}
