import { graphql, GraphQLScalarType, parse, type ScalarTypeDefinitionNode } from 'graphql';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  createUnionType,
} from 'type-graphql';
import { AnswerCache } from '../cache/answer-cache';
import type { Caller } from '../caller';
import { connectionType, toConnection, type ConnectionValue } from '../paging/connection';
import { CursorCodec } from '../paging/cursor';
import { pageRequest } from '../paging/page-request';
import type { RequestContext } from '../request-context';
import { Node } from './node.type';
import { buildSubgraph, printSubgraph } from './subgraph';
import { userErrorTypes } from './user-error';

const { UserError, GenericError } = userErrorTypes({ INVALID_INPUT: 'INVALID_INPUT' } as const);

const ShelfMark = new GraphQLScalarType({
  name: 'ShelfMark',
  astNode: parse('scalar ShelfMark @authenticated').definitions[0] as ScalarTypeDefinitionNode,
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node })
class Book extends Node {
  @Field(() => Date)
  readonly printedAt: Date;

  @Directive('@requiresScopes(scopes: [["book:price"]])')
  @Field(() => String, { nullable: true })
  readonly price: string | null;

  @Field(() => ShelfMark, { nullable: true })
  readonly shelfMark: string | null;
}

const BookConnection = connectionType('Book', () => Book);

@ObjectType()
class FullText {
  @Field(() => String)
  readonly text: string;
}

@ObjectType()
class Teaser {
  @Field(() => String)
  readonly teaser: string;
}

const BookContent = createUnionType({
  name: 'BookContent',
  types: () => [FullText, Teaser] as const,
  resolveType: (value) => ('text' in value ? 'FullText' : 'Teaser'),
});

@Directive('@oneOf')
@InputType()
class BookBy {
  @Field(() => ID, { nullable: true })
  readonly id?: string;

  @Field(() => String, { nullable: true })
  readonly isbn?: string;
}

@ObjectType()
class BookPayload {
  @Field(() => [UserError])
  readonly errors: readonly InstanceType<typeof GenericError>[];
}

const row = { id: 'b1', printedAt: new Date(0), price: '3', shelfMark: 'A 1' };

@Resolver(() => Book)
class BookResolver {
  readonly #codec = new CursorCodec('a secret of at least thirty-two characters');

  @Query(() => Book, { nullable: true })
  book(@Arg('by', () => BookBy) by: BookBy) {
    return { ...row, id: by.id };
  }

  @Query(() => BookConnection)
  books(
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number,
  ): ConnectionValue<object> {
    const request = pageRequest({ first }, this.#codec, 'books');
    const page = { rows: [{ row, keys: ['b1'] }], hasMore: true };
    return toConnection(page, request, { codec: this.#codec, scope: 'books' }, () => Promise.resolve(7));
  }

  @Query(() => BookPayload)
  payload() {
    return { errors: [{ code: 'INVALID_INPUT', message: 'no', path: null }] };
  }

  @FieldResolver(() => BookContent)
  content(@Root() book: Book, @Ctx() context: RequestContext) {
    return context.caller.kind === 'anonymous' ? { teaser: book.id } : { text: book.id };
  }
}

const types = { resolvers: [BookResolver], orphanedTypes: [GenericError] };
const schema = buildSubgraph(types, {
  instances: [new BookResolver()],
  references: {
    Book: ({ id }) => {
      if (id === 'broken') throw new Error('broken');
      return Promise.resolve(id === 'gone' ? null : { ...row, id });
    },
  },
});

function ask(source: string, caller: Caller = { kind: 'anonymous' }) {
  return graphql({
    schema,
    source,
    contextValue: { caller, loaders: {}, cache: new AnswerCache(caller, true) },
  });
}

function accountWith(...scopes: string[]): Caller {
  const ids = { accountId: 'acc_1', userId: 'usr_1', sessionId: undefined };
  return { kind: 'account', ...ids, emailVerified: true, scopes: new Set(scopes) };
}

test('plain rows are objects, union members and dates of the schema', async () => {
  const { data, errors } = await ask('{ book(by: {id: "1"}) { id printedAt content { __typename } } }');
  expect(errors).toBeUndefined();
  expect(data?.book).toEqual({
    id: '1',
    printedAt: '1970-01-01T00:00:00.000Z',
    content: { __typename: 'Teaser' },
  });
});

test('a connection answers edges, nodes, page info and its count', async () => {
  const { data, errors } = await ask(
    '{ books(first: 1) { totalCount nodes { id } edges { node { id } } pageInfo { hasNextPage } } }',
  );
  expect(errors).toBeUndefined();
  expect(data?.books).toEqual({
    totalCount: 7,
    nodes: [{ id: 'b1' }],
    edges: [{ node: { id: 'b1' } }],
    pageInfo: { hasNextPage: true },
  });
});

test('business errors are data', async () => {
  const { data } = await ask('{ payload { errors { __typename code } } }');
  expect(data?.payload).toEqual({ errors: [{ __typename: 'GenericError', code: 'INVALID_INPUT' }] });
});

test.each([
  ['a guest', { kind: 'anonymous' } as const, 'UNAUTHENTICATED'],
  ['an account without the scope', accountWith('other'), 'FORBIDDEN'],
])('a field with @requiresScopes refuses %s, by root and by reference', async (_who, caller, code) => {
  const byRoot = await ask('{ book(by: {id: "1"}) { id price } }', caller);
  const byReference = await ask(
    '{ _entities(representations: [{__typename: "Book", id: "1"}]) { ... on Book { price } } }',
    caller,
  );
  expect(byRoot.data?.book).toEqual({ id: '1', price: null });
  expect(byReference.data?._entities).toEqual([{ price: null }]);
  for (const { errors } of [byRoot, byReference])
    expect(errors?.map((e) => e.extensions.code)).toEqual([code]);
});

test('a field with @requiresScopes opens to its scope', async () => {
  const { data } = await ask('{ book(by: {id: "1"}) { price } }', accountWith('book:price'));
  expect(data?.book).toEqual({ price: '3' });
});

test('an entity that does not exist is null and leaves the others alone', async () => {
  const { data } = await ask(
    '{ _entities(representations: [{__typename: "Book", id: "gone"}, {__typename: "Book", id: "2"}]) { ... on Book { id } } }',
  );
  expect(data?._entities).toEqual([null, { id: '2' }]);
});

test('an entity that fails, synchronously or by its type, fails alone and at its index', async () => {
  const { data, errors } = await ask(
    `{ _entities(representations: [
      { __typename: "Book", id: "broken" }, { __typename: "Nothing", id: "1" }, { __typename: "Book", id: "2" },
      { __typename: "constructor", id: "3" }
    ]) { ... on Book { id } } }`,
  );
  expect(data?._entities).toEqual([null, null, { id: '2' }, null]);
  expect(errors?.map(({ path }) => path)).toEqual([
    ['_entities', 0],
    ['_entities', 1],
    ['_entities', 3],
  ]);
  expect(errors?.at(-1)?.message).toBe('There are no entities of the type "constructor" here.');
});

test('a scalar that needs an account guards each field that has it', async () => {
  const guest = await ask('{ book(by: {id: "1"}) { id shelfMark } }');
  expect(guest.data?.book).toEqual({ id: '1', shelfMark: null });
  expect(guest.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  const { data } = await ask('{ book(by: {id: "1"}) { shelfMark } }', accountWith());
  expect(data?.book).toEqual({ shelfMark: 'A 1' });
});

test('the printed schema parses and carries the federation directives', () => {
  const sdl = printSubgraph(types);
  expect(() => parse(sdl)).not.toThrow();
  expect(sdl).toContain('type Book implements Node @key(fields: "id")');
  expect(sdl).toContain('input BookBy @oneOf');
});
