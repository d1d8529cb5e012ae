import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getOperationAST, parse, print, visit } from 'graphql';
import { compactDocument, compactOperation } from './compact';

const text = `query Long($someVariableName: String = "a text that is long \\" enough") {
  anAliasThatIsLong: field(argument: [1, 2.5, true, null, RED, { key: $someVariableName }]) @include(if: true) {
    ...Fragment
    ... on Type { field(text: """a block
      of text""") }
  }
}
fragment Fragment on Type { field }`;

it('keeps all of a document but its text', () => {
  const { document } = compactDocument(parse(text));
  expect(document).toEqual(
    visit(parse(text, { noLocation: true }), {
      Field: { leave: (field) => ({ ...field, location: expect.anything() as unknown }) },
    }),
  );
  expect(print(document)).toBe(print(parse(text)));
});

it('keeps the same for all who keep a document', () => {
  const document = parse(text);
  const { document: own } = compactOperation(document, getOperationAST(document)!);
  expect(own).toBe(compactDocument(document).document);
});

it('holds on to no text, though names are slices of it', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const kept = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < 200; count += 1) {
    kept.push(compactDocument(parse(`# ${String(count).repeat(100_000)}\n{ aNameThatIsAsLongAs${count} }`)));
  }
  collect();
  expect(kept).toHaveLength(200);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
});
