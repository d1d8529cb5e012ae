import { parse } from 'graphql';
import { operationShape, renamedTree } from './field-tree';

test('the shape of an answer, fragments taken in', () => {
  const { fields, typeConditions } = operationShape(
    parse('{ a { ...F ... on T { x: y } } } fragment F on U { z { w } }'),
  );
  expect(fields).toEqual(
    new Map([
      [
        'a',
        new Map([
          ['z', new Map([['w', new Map()]])],
          ['x', new Map()],
        ]),
      ],
    ]),
  );
  expect(typeConditions).toEqual(new Map([['a', new Set(['U', 'T'])]]));
});

test('the shape after renames', () => {
  const { fields } = operationShape(parse('{ a { b { x } c { y } } }'));
  const path = ['a', 'b'].map((key) => ({ kind: 'key', key }) as const);
  const types = { kind: 'types', types: ['T'] } as const;
  const renamed = renamedTree(fields, [{ path: [path[0]!, types, path[1]!], to: 'c' }]);
  expect(renamed).toEqual(
    new Map([
      [
        'a',
        new Map([
          [
            'c',
            new Map([
              ['y', new Map()],
              ['x', new Map()],
            ]),
          ],
        ]),
      ],
    ]),
  );
  expect(fields.get('a')?.has('b')).toBe(true);
});
