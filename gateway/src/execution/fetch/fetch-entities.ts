import { type EntityFetchNode, type EntitySelection } from '../../plan/query-plan';
import { type Answer, ask } from './ask';
import { type DataObject, isObject } from '../data';
import { absentEntity, type Cause, unknownEntity } from '../faults/errors';
import { resolvePath } from '../faults/error-path';
import { type ExecutionContext } from '../execution-context';
import { type DataKey } from '../faults/faults';
import { merge } from '../merge/merge';
import { applyRenames } from '../merge/renames';
import { buildRepresentation } from '../select/representation';
import { selectObjects } from '../select/select-objects';

/** One entity that is asked for, and every object of the data that stands for it. */
interface Asked {
  readonly representation: DataObject;
  readonly targets: DataObject[];
}

/** Asks for fields of entities, each distinct one once, and places the answers wherever they stand. */
export async function fetchEntities(node: EntityFetchNode, context: ExecutionContext): Promise<void> {
  const asked = node.selections.map((selection) => collect(selection, context));
  if (asked.every((entities) => entities.length === 0)) return;
  const variables = node.selections.map(({ variable }, index) => [
    variable,
    (asked[index] ?? []).map(({ representation }) => representation),
  ]);
  const representations = Object.fromEntries(variables) as Record<string, unknown>;
  const locate = (path: readonly DataKey[], data: unknown) => locateEntity(path, data, node, asked);
  const answer = await ask(node, representations, locate, context);
  node.selections.forEach((selection, index) => place(selection, asked[index] ?? [], answer, context));
}

function collect(selection: EntitySelection, context: ExecutionContext): readonly Asked[] {
  const byText = new Map<string, Asked>();
  for (const path of selection.paths) {
    for (const selected of selectObjects(path, context)) {
      const { object } = selected;
      const representation = buildRepresentation(selected, selection.requires, context);
      if (representation.kind === 'lacking') {
        context.faults.lose(object, selection.fields, representation.cause);
      } else if (representation.kind === 'ready') {
        const text = JSON.stringify(representation.value);
        const known = byText.get(text);
        if (known) known.targets.push(object);
        else byText.set(text, { representation: representation.value, targets: [object] });
      }
    }
  }
  return [...byText.values()];
}

/** An error of `_entities` itself, of one that was asked for, or of something below. */
function locateEntity(
  [key, index, ...below]: readonly DataKey[],
  data: unknown,
  { selections }: EntityFetchNode,
  asked: readonly (readonly Asked[])[],
): readonly DataKey[] | undefined {
  const at = selections.findIndex((selection) => selection.key === key);
  const selection = selections[at];
  if (!selection) return undefined;
  if (index === undefined) return [selection.key];
  if (typeof index !== 'number' || index >= (asked[at]?.length ?? 0)) return undefined;
  const list = isObject(data) ? data[selection.key] : undefined;
  const path = resolvePath(below, selection, Array.isArray(list) ? list[index] : undefined);
  return path && [selection.key, index, ...path];
}

function place(
  { key, fields, renames }: EntitySelection,
  asked: readonly Asked[],
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
    const own = errors.byIndex.get(index) ?? [];
    applyRenames(entity, renames, context.schema);
    const isThere = isObject(entity);
    const ofEntity = own.find(({ path }) => path.length === 0)?.cause;
    const lossOfEntity = entity === null ? unknownEntity : absentEntity;
    const loss = isThere
      ? (ofEntity ?? errors.ofAll ?? failure)
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
