import fc from 'fast-check';
import { type PlannedRequest } from '../../upstream/planned-request';
import { answerOf, operationOf, piecesOf, requestOf } from './fixtures/asked-shop';

const inner = fc.constantFrom(
  'id',
  'id __typename',
  'id label(size: $size)',
  'id label(of: [$id])',
  '...F',
  '...F more { ...F more { id } }',
);
const failingInner = fc.oneof(inner, fc.constantFrom('id fails', 'id more { id fails }'));
const id = fc
  .tuple(fc.constantFrom('', '', '', 'unknown', 'failing'), fc.string())
  .map(([kind, rest]) => kind + rest);
const variables = fc.record({ size: fc.constantFrom(null, 1, 2), one: fc.string() }, { requiredKeys: [] });

const fragment = 'fragment F on Item { id label(size: $size) }';
const usages = { size: 'size', id: 'one' };

function entityRequest(of: fc.Arbitrary<string>): fc.Arbitrary<PlannedRequest> {
  const selection = fc.tuple(of, fc.uniqueArray(id, { maxLength: 6 }));
  return fc
    .tuple(fc.array(selection, { minLength: 1, maxLength: 3 }), variables)
    .map(([selections, values]) => {
      const names = selections.map((_, at) => `$r${at}: [_Any!]!`).join(' ');
      const fields = selections.map(([fields], at) => {
        const alias = at === 0 ? '' : `e${at}: `;
        return `${alias}_entities(representations: $r${at}) { __typename ... on Item { ${fields} } }`;
      });
      const text = `query (${names} $size: Int = 7 $id: ID = "x") { ${fields.join(' ')} } ${fragment}`;
      const lists = Object.fromEntries(selections.map(([, ids], at) => [`r${at}`, ids]));
      return requestOf(operationOf(text, usages), values, lists);
    });
}

function fieldRequest(of: fc.Arbitrary<string>): fc.Arbitrary<PlannedRequest> {
  const argument = fc.constantFrom(
    '',
    '(id: $id)',
    '(size: $size)',
    '(id: "failing")',
    '(id: "unknown", size: 1)',
  );
  const field = fc.oneof(
    fc.tuple(argument, of).map(([argument, fields]) => `item${argument} { ${fields} }`),
    of.map((fields) => `items(ids: ["a", "failing", "é"]) { ${fields} }`),
    fc.constant('__typename'),
  );
  return fc
    .tuple(fc.array(field, { minLength: 1, maxLength: 5 }), fc.boolean(), variables)
    .map(([fields, isSpread, values]) => {
      const aliased = fields.map((each, at) => `${at === 1 ? '__proto__' : `f${at}`}: ${each}`);
      const [first, ...more] = aliased;
      const spread = isSpread ? `... on Query { ${more.join(' ')} __typename }` : more.join(' ');
      const text = `query Q($size: Int = 7 $id: ID = "x") { ${first} ${spread} } ${fragment}`;
      return requestOf({ ...operationOf(text, usages), operationName: 'Q' }, values);
    });
}

/** Which of many are known. */
const flags = fc.infiniteStream(fc.boolean());
const space = fc.constantFrom(undefined, '  ', '\t');

function subset(
  count: number,
  flags: Iterable<boolean>,
): { readonly known: number[]; readonly wanted: number[] } {
  const known: number[] = [];
  const wanted: number[] = [];
  const iterator = flags[Symbol.iterator]();
  for (let index = 0; index < count; index += 1) {
    (iterator.next().value ? known : wanted).push(index);
  }
  return { known, wanted };
}

async function ask(body: Buffer, space?: string) {
  const answer = await answerOf(body, space);
  return { answer, parsed: JSON.parse(answer.toString()) as { data: unknown; errors?: unknown[] } };
}

test.each([
  ['entities', entityRequest(inner)],
  ['root fields', fieldRequest(inner)],
])(
  '%s that are known and those that are asked for are what all would be if they were asked for',
  async (_, requests) => {
    await fc.assert(
      fc.asyncProperty(requests, flags, space, async (request, isKnown, space) => {
        const pieces = piecesOf(request);
        const { known, wanted } = subset(pieces.count, isKnown);
        const whole = await ask(request.body, space);
        const texts: Buffer[] = [];
        for (const indexes of [known, wanted]) {
          if (indexes.length === 0) continue;
          const { answer, parsed } = await ask(pieces.requestFor(indexes).body, space);
          const read = pieces.read(answer, indexes);
          expect(read === undefined).toBe(parsed.errors !== undefined);
          read?.forEach(({ text }, at) => (texts[indexes[at]!] = text));
        }
        if (Object.keys(texts).length < pieces.count) return;
        const { data } = JSON.parse(pieces.join(texts).toString()) as { data: unknown };
        expect(data).toEqual(whole.parsed.data);
        expect(JSON.stringify(data)).toBe(JSON.stringify(whole.parsed.data));
      }),
      { numRuns: 100 },
    );
  },
);

test.each([
  ['entities', entityRequest(failingInner)],
  ['root fields', fieldRequest(failingInner)],
])(
  'errors of the %s that are asked for keep their objects beside those that are known',
  async (_, requests) => {
    let faulty = 0;
    await fc.assert(
      fc.asyncProperty(requests, flags, async (request, isKnown) => {
        const pieces = piecesOf(request);
        const { known, wanted } = subset(pieces.count, isKnown);
        const texts: (Buffer | undefined)[] = Array.from({ length: pieces.count });
        // What has an error is never known.
        for (const index of known) {
          const { answer } = await ask(pieces.requestFor([index]).body);
          const read = pieces.read(answer, [index]);
          if (read) texts[index] = read[0]!.text;
          else wanted.push(index);
        }
        const missing = wanted.sort((a, b) => a - b);
        if (missing.length === 0) return;
        const { answer } = await ask(pieces.requestFor(missing).body);
        if (pieces.read(answer, missing)) return;
        faulty += 1;
        const joined = pieces.joinFaulty(texts, missing, { status: 200, body: answer });
        const { data, errors } = JSON.parse(joined.body.toString()) as { data: unknown; errors: object[] };
        const whole = (await ask(request.body)).parsed;
        expect(data).toEqual(whole.data);
        expect(told(errors)).toEqual(told(whole.errors));
      }),
      { numRuns: 100 },
    );
    expect(faulty).toBeGreaterThan(15);
  },
);

test('to ask for all pieces is to ask what the plan asks', () => {
  fc.assert(
    fc.property(fc.oneof(entityRequest(inner), fieldRequest(inner)), (request) => {
      const pieces = piecesOf(request);
      const all = Array.from({ length: pieces.count }, (_, index) => index);
      expect(pieces.requestFor(all).body.toString()).toBe(request.body.toString());
    }),
  );
});

/** Errors without the places in the operation, which are others in another operation. */
function told(errors: unknown[] = []): unknown[] {
  return errors.map((error) => JSON.stringify({ ...(error as object), locations: undefined })).sort();
}
