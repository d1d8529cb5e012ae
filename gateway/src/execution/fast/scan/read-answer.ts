import { isUtf8 } from 'node:buffer';
import { type EntitySelectionStep } from '../compile/program';
import { deviate, deviation } from '../deviation';
import { type AskedEntities } from '../gather/asked-entities';
import { type Layout, type Row } from '../layout';
import { canonicalEntities, canonicalRow, soundData } from './canonical';
import { readRow } from './read-row';
import { bytesOf } from '../bytes';
import { Scanner } from './scanner';

const dataLead = bytesOf('{"data":');
const extensionsLead = bytesOf(',"extensions":');
const end = bytesOf('}');

/** Reads the answer to a plain operation. */
export function readFields(body: Buffer, layout: Layout): Row {
  return readAnswer(
    body,
    (scanner) => readRow(scanner, layout),
    (data) => canonicalRow(data, layout),
  );
}

/** Reads the answer to a fetch of entities: for each selection what was asked for, `null` where it is not known. */
export function readEntities(
  body: Buffer,
  selections: readonly EntitySelectionStep[],
  asked: readonly AskedEntities[],
): readonly (readonly (Row | null)[])[] {
  return readAnswer(
    body,
    (scanner) => {
      const lists = selections.map(({ lead }, index) => {
        scanner.expect(lead);
        return readList(scanner, asked[index]!.layouts);
      });
      scanner.closeObject();
      return lists;
    },
    (data) => canonicalEntities(data, selections, asked),
  );
}

function readList(scanner: Scanner, layouts: readonly Layout[]): readonly (Row | null)[] {
  const entities: (Row | null)[] = [];
  if (scanner.closesList()) return layouts.length === 0 ? entities : deviate();
  do {
    const layout = layouts[entities.length] ?? deviate();
    entities.push(scanner.passesNull() ? null : readRow(scanner, layout));
  } while (scanner.hasNext());
  return entities.length === layouts.length ? entities : deviate();
}

/** Reads what is written as foreseen; else what says the same in other words: with whitespace, or in another order. */
function readAnswer<Result>(
  body: Buffer,
  read: (scanner: Scanner) => Result,
  canonical: (data: unknown) => string,
): Result {
  if (!isUtf8(body)) deviate();
  try {
    return readEnvelope(body, read);
  } catch (error) {
    if (error !== deviation) throw error;
    const text = canonical(soundData(body.toString('utf8')));
    return readEnvelope(Buffer.from(`{"data":${text}}`), read);
  }
}

function readEnvelope<Result>(body: Buffer, read: (scanner: Scanner) => Result): Result {
  const scanner = new Scanner(body, body.toString('latin1'));
  scanner.expect(dataLead);
  const result = read(scanner);
  if (scanner.comes(extensionsLead)) {
    scanner.expect(extensionsLead);
    scanner.passValue();
  }
  scanner.expect(end);
  scanner.passEnd();
  return result;
}
