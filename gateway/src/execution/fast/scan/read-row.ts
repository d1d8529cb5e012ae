import { deviate } from '../deviation';
import { type Composite, type Layout, type Leaf, type Row } from '../layout';
import { type Scanner } from './scanner';

const typenameKey = '"__typename"';

/** Reads an object whose fields come as its layout says. */
export function readRow(scanner: Scanner, layout: Layout): Row {
  if (!layout.isForeseen) deviate();
  const { text } = scanner;
  const row = layout.newRow();
  let runStart = 0;
  for (const field of layout.fields) {
    const start = scanner.pos + 1;
    scanner.expect(field.lead);
    const { leaf, composite } = field;
    if (leaf) {
      const valueStart = scanner.pos;
      passLeaf(scanner, leaf);
      if (field.cell > 0) row[field.cell] = text.slice(valueStart, scanner.pos);
      if (field.startsRun) runStart = start;
      if (field.runCell > 0) row[field.runCell] = text.slice(runStart, scanner.pos);
    } else if (composite) {
      const value = readComposite(scanner, composite);
      if (field.cell > 0) row[field.cell] = value;
    }
  }
  scanner.closeObject();
  return row;
}

/** Reads rows as they stand in lists, if any; `null` where one may stand. */
export function readComposite(scanner: Scanner, composite: Composite): unknown {
  if (scanner.passesNull()) return composite.isNullable ? null : deviate();
  const { item } = composite;
  if (!item) return readRow(scanner, composite.only ?? layoutAhead(scanner, composite));
  const list: unknown[] = [];
  scanner.openList();
  if (scanner.closesList()) return list;
  do list.push(readComposite(scanner, item));
  while (scanner.hasNext());
  return list;
}

/** Looks ahead at the type of an object. */
function layoutAhead(scanner: Scanner, { layouts }: Composite): Layout {
  const start = scanner.pos;
  let key = scanner.openObject();
  while (key !== typenameKey) {
    scanner.passValue();
    key = scanner.nextKey();
  }
  const nameStart = scanner.pos + 1;
  scanner.passString();
  const layout = layouts.get(scanner.text.slice(nameStart, scanner.pos - 1));
  scanner.pos = start;
  return layout ?? deviate();
}

function passLeaf(scanner: Scanner, leaf: Leaf): void {
  if (scanner.passesNull()) {
    if (!leaf.isNullable) deviate();
    return;
  }
  switch (leaf.kind) {
    case 'string':
      return scanner.passString();
    case 'int':
      return scanner.passInt();
    case 'float':
      return scanner.passNumber();
    case 'boolean':
      return scanner.passBoolean();
    case 'constant':
      return scanner.expect(leaf.text!);
    case 'any':
      return scanner.passValue();
    case 'enum':
      return passEnum(scanner, leaf.values!);
    case 'list':
      return passLeaves(scanner, leaf.item!);
  }
}

function passEnum(scanner: Scanner, values: ReadonlySet<string>): void {
  const start = scanner.pos;
  scanner.passString();
  if (!values.has(scanner.text.slice(start, scanner.pos))) deviate();
}

function passLeaves(scanner: Scanner, item: Leaf): void {
  scanner.openList();
  if (scanner.closesList()) return;
  do passLeaf(scanner, item);
  while (scanner.hasNext());
}
