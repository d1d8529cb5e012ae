import { addDemoScale, dropDemoScale } from '@nutgraf/kit/demo/marker-table';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DemoScale1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addDemoScale(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropDemoScale(runner);
  }
}
