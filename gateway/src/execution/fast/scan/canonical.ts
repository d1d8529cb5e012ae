import { isRecord } from '../../../upstream/foreign-json';
import { readResponse } from '../../../upstream/read-response';
import { type EntitySelectionStep } from '../compile/program';
import { deviate } from '../deviation';
import { type AskedEntities } from '../gather/asked-entities';
import { type Composite, type Layout } from '../layout';

/** The data of an answer without errors, that the careful rooms would read, too. */
export function soundData(text: string): unknown {
  const response = readResponse(text);
  return response && !response.errors ? response.data : deviate();
}

/** Prints an object as its layout says. What was not asked for is left out. */
export function canonicalRow(value: unknown, layout: Layout): string {
  if (!isRecord(value)) return deviate();
  const fields = layout.fields.map(({ key, composite }) => {
    if (!Object.hasOwn(value, key)) return deviate();
    const text = composite ? canonicalComposite(value[key], composite) : JSON.stringify(value[key], finite);
    return `${JSON.stringify(key)}:${text}`;
  });
  return `{${fields.join(',')}}`;
}

/** Prints the lists of a fetch of entities. */
export function canonicalEntities(
  data: unknown,
  selections: readonly EntitySelectionStep[],
  asked: readonly AskedEntities[],
): string {
  if (!isRecord(data)) return deviate();
  const lists = selections.map(({ selection: { key } }, index) => {
    const list = Object.hasOwn(data, key) ? data[key] : undefined;
    if (!Array.isArray(list)) return deviate();
    const { layouts } = asked[index]!;
    const entities = list.map((entity: unknown, at) =>
      entity === null ? 'null' : canonicalRow(entity, layouts[at] ?? deviate()),
    );
    return `${JSON.stringify(key)}:[${entities.join(',')}]`;
  });
  return `{${lists.join(',')}}`;
}

function canonicalComposite(value: unknown, { item, only, layouts }: Composite): string {
  if (value === null) return 'null';
  if (!item) {
    const typeName = isRecord(value) ? value.__typename : undefined;
    return canonicalRow(value, only ?? layouts.get(String(typeName)) ?? deviate());
  }
  if (!Array.isArray(value)) return deviate();
  return `[${value.map((each) => canonicalComposite(each, item)).join(',')}]`;
}

/** JSON has no infinity: it would be printed as null. */
function finite(_: string, value: unknown): unknown {
  return value === Infinity || value === -Infinity ? deviate() : value;
}
