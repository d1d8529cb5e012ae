import { type EntityFetchNode, type EntitySelection } from '../../plan/query-plan';
import { byteString } from '../answer-data';
import { isObject } from '../data';
import { type ExecutionContext } from '../execution-context';
import { resolvePath } from '../faults/error-path';
import { type DataKey } from '../faults/faults';
import { buildRepresentation } from '../select/representation';
import { selectObjects } from '../select/select-objects';
import { alone, isLostWithOthers } from './alone';
import { type Answer, ask } from './ask';
import { type AskedEntity, placeEntities } from './place-entities';

/** Asks for fields of entities, each distinct one once, and places the answers wherever they stand. */
export async function fetchEntities(node: EntityFetchNode, context: ExecutionContext): Promise<void> {
  const asked = node.selections.map((selection) => collect(selection, context));
  if (asked.every((entities) => entities.length === 0)) return;
  const together = await askEntities(node, asked, context);
  // Side by side: they only read, nobody has their answers before the slowest, and a plan, not data, says how many.
  const answers = node.selections.map(async (selection, index) => {
    const entities = asked[index] ?? [];
    if (entities.length === 0 || !isLostWithOthers(selection, node, together)) return together;
    return askEntities(alone(selection, node), [entities], context);
  });
  for (const [index, answer] of (await Promise.all(answers)).entries()) {
    placeEntities(node.selections[index]!, asked[index] ?? [], answer, context);
  }
}

function askEntities(
  node: EntityFetchNode,
  asked: readonly (readonly AskedEntity[])[],
  context: ExecutionContext,
): Promise<Answer> {
  const representations = node.selections.map(({ variable }, index) => ({
    variable,
    texts: (asked[index] ?? []).map(({ text }) => text),
  }));
  const locate = (path: readonly DataKey[], data: unknown) => locateEntity(path, data, node, asked);
  return ask(node, representations, locate, context);
}

function collect(selection: EntitySelection, context: ExecutionContext): readonly AskedEntity[] {
  const byText = new Map<string, AskedEntity>();
  for (const path of selection.paths) {
    for (const selected of selectObjects(path, context)) {
      const { object } = selected;
      const representation = buildRepresentation(selected, selection.requires, context);
      if (representation.kind === 'lacking') {
        context.faults.lose(object, selection.fields, representation.cause);
      } else if (representation.kind === 'ready') {
        const text = byteString(JSON.stringify(representation.value));
        const known = byText.get(text);
        if (known) known.targets.push(object);
        else byText.set(text, { text, targets: [object] });
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
  asked: readonly (readonly AskedEntity[])[],
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
