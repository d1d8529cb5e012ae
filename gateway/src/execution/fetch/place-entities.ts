import { type EntitySelection } from '../../plan/query-plan';
import { type DataObject, isObject } from '../data';
import { type ExecutionContext } from '../execution-context';
import { absentEntity, type Cause, unknownEntity } from '../faults/errors';
import { type DataKey } from '../faults/faults';
import { merge } from '../merge/merge';
import { applyRenames } from '../merge/renames';
import { type Answer } from './ask';

/** One entity that is asked for, and every object of the data that stands for it. */
export interface AskedEntity {
  /** Its representation as JSON, a byte string. */
  readonly text: string;
  readonly targets: DataObject[];
}

/**
 * Places at which errors of one entity are told, at most: they are told wherever it stands, and a few megabytes of
 * errors for an entity that stands everywhere would be as many millions. The rest explains nulls that nothing else does.
 */
const mostPlaces = 10_000;

/** Merges the answers for one selection into every object that stands for an entity, and notes what is missing. */
export function placeEntities(
  { key, fields, renames }: EntitySelection,
  asked: readonly AskedEntity[],
  { data, located, failure }: Answer,
  context: ExecutionContext,
): void {
  const list = data?.[key];
  const entities: readonly unknown[] = Array.isArray(list) ? list : [];
  const errors = errorsByEntity(key, located);
  // Where there is no list, something nulled it.
  const lossOfList = errors.ofAll ?? failure ?? (list ? undefined : located[0]?.cause);
  asked.forEach(({ targets }, index) => {
    const entity = entities[index];
    const all = errors.byIndex.get(index) ?? [];
    const own = all.slice(0, Math.ceil(mostPlaces / targets.length));
    applyRenames(entity, renames, context.schema);
    const isThere = isObject(entity);
    const ofEntity = own.find(({ path }) => path.length === 0)?.cause;
    const lossOfEntity = entity === null ? unknownEntity : absentEntity;
    const loss = isThere
      ? (ofEntity ?? errors.ofAll ?? failure ?? all[own.length]?.cause)
      : (ofEntity ?? own[0]?.cause ?? lossOfList ?? lossOfEntity);
    // Where it made nothing null, it has no path.
    if (isThere && loss) context.unplaced.add(loss);
    for (const target of targets) {
      if (isThere) merge(target, entity, fields, context.schema);
      for (const { path, cause } of own) {
        if (path.length > 0) context.faults.report(target, path, cause);
      }
      if (loss) context.faults.lose(target, fields, loss);
    }
  });
}

interface EntityErrors {
  /** Paths begin below the entity. */
  readonly byIndex: ReadonlyMap<
    number,
    readonly { readonly path: readonly DataKey[]; readonly cause: Cause }[]
  >;
  /** An error for the whole list. */
  readonly ofAll: Cause | undefined;
}

function errorsByEntity(key: string, located: Answer['located']): EntityErrors {
  const byIndex = new Map<number, { path: readonly DataKey[]; cause: Cause }[]>();
  let ofAll: Cause | undefined;
  for (const { path, cause } of located) {
    const [field, index, ...below] = path;
    if (field !== key) continue;
    if (typeof index !== 'number') {
      ofAll ??= cause;
      continue;
    }
    const errors = byIndex.get(index) ?? [];
    errors.push({ path: below, cause });
    byIndex.set(index, errors);
  }
  return { byIndex, ofAll };
}
