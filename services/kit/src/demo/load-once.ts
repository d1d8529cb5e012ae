import type { DataSource, EntityManager } from 'typeorm';
import type { Invalidation } from '../cache/invalidation';
import { ConfigError } from '../config';
import { underPreparationLock } from '../database/connect';
import { inTransaction, type Transaction } from '../database/transaction';
import type { Logger } from '../logger';

/** One part of the demo data. Number 0 is the whole of scale 1, the others come on top of it. */
export interface DemoCopy {
  readonly number: number;
  /** What the data's dates are relative to: the same for all copies. */
  readonly now: Date;
}

/** Told how many of the copies are there. */
export type DemoProgress = (loaded: number, scale: number) => void;

/** How much demo data there is to be. */
export interface DemoOptions {
  /** Copies; when left out, what is there already or 1. */
  readonly scale?: number | undefined;
  readonly onProgress?: DemoProgress | undefined;
}

interface Marker {
  readonly loadedAt: Date;
  readonly scale: number;
  readonly loaded: number;
}

/**
 * Loads the demo data, each copy in one transaction, so that an end in between is gone on from at the next start: once,
 * and only where there is nothing else, for it brings accounts whose password is published. Where there is, it says so in
 * the log and leaves it.
 * @throws ConfigError when there is demo data of another scale than `scale`
 */
export async function loadDemoOnce(
  dataSource: DataSource,
  now: Date,
  logger: Logger,
  invalidation: Invalidation,
  load: (transaction: Transaction, copy: DemoCopy) => Promise<void>,
  { scale, onProgress = () => undefined }: DemoOptions = {},
): Promise<void> {
  await underPreparationLock(dataSource, async () => {
    const there = await markerOf(dataSource.manager);
    if (there && scale !== undefined && there.scale !== scale) throw anotherScale(there.scale, scale);
    const marker = there ?? { loadedAt: now, scale: scale ?? 1, loaded: 0 };
    let { loaded } = marker;
    if (!there) {
      const table = await tableWithRows(dataSource);
      if (table !== undefined) {
        logger.warn({ table }, 'no demo data was loaded: the database is not empty');
        loaded = marker.scale;
      }
    }
    onProgress(loaded, marker.scale);
    const before = loaded;
    while (loaded < marker.scale) {
      await loadCopy(dataSource, invalidation, { ...marker, loaded }, load);
      onProgress(++loaded, marker.scale);
    }
    // Else the first queries are planned for tables that were empty a moment ago.
    if (loaded > before && marker.scale > 1) await dataSource.query('ANALYZE');
  });
}

async function loadCopy(
  dataSource: DataSource,
  invalidation: Invalidation,
  { loadedAt, scale, loaded: number }: Marker,
  load: (transaction: Transaction, copy: DemoCopy) => Promise<void>,
): Promise<void> {
  await inTransaction(
    dataSource,
    async (transaction) => {
      await load(transaction, { number, now: loadedAt });
      await transaction.manager.query(
        `INSERT INTO demo_data (loaded_at, scale, loaded) VALUES ($1, $2, $3)
         ON CONFLICT (single) DO UPDATE SET loaded = EXCLUDED.loaded`,
        [loadedAt, scale, number + 1],
      );
      transaction.invalidateAll();
    },
    invalidation,
  );
}

async function markerOf(manager: EntityManager): Promise<Marker | undefined> {
  const rows = await manager.query<Marker[]>('SELECT loaded_at AS "loadedAt", scale, loaded FROM demo_data');
  return rows[0];
}

async function tableWithRows({ entityMetadatas, manager }: DataSource): Promise<string | undefined> {
  for (const { tableName } of entityMetadatas) {
    const rows = await manager.query<unknown[]>(`SELECT FROM "${tableName}" LIMIT 1`);
    if (rows.length > 0) return tableName;
  }
  return undefined;
}

function anotherScale(there: number, wanted: number): ConfigError {
  return new ConfigError(
    `DEMO_SCALE: the database holds demo data of scale ${there}, not ${wanted}: ` +
      'start with an empty database, or without DEMO_SCALE to use what is there.',
  );
}
