import {
  type ApolloServerPlugin,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLRequestListener,
} from '@apollo/server';
import { inspect } from 'node:util';
import { createGateway } from './gateway';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { startLibrary } from './http/fixtures/library';
import { plannersOf } from './http/fixtures/planners';
import { compose } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

type Context = Record<never, never>;
type Json = Record<string, unknown>;

async function start(...plugins: ApolloServerPlugin[]) {
  const supergraph = compose(await startLibrary(cleanup));
  const settings = { http: { port: 0 }, log: { level: 'silent' } } as const;
  return cleanup.add(await createGateway({ supergraph, plugins, ...settings }));
}

function during(listener: GraphQLRequestListener<Context>): ApolloServerPlugin {
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** The whole result, as a plugin finds it before it is sent. */
function beforeSending(
  change: (
    result: { data?: Json | null; extensions?: Json },
    context: GraphQLRequestContextWillSendResponse<Context>,
  ) => void,
): ApolloServerPlugin {
  return during({
    willSendResponse: (context) => {
      const { body } = context.response;
      if (body.kind === 'single') change(body.singleResult, context);
      return Promise.resolve();
    },
  });
}

/** Planners of earlier tests may still be about to end. */
function newPlanners(before: readonly number[]): readonly number[] {
  return plannersOf(process.pid).filter((pid) => !before.includes(pid));
}

const bookWithAuthor = '{ book(id: "7") { id title author { name } } }';
const answer = { book: { id: '7', title: 'Title 7', author: { name: 'Name p1' } } };

describe('a plugin of Apollo Server', () => {
  const inOrder = ['requestDidStart', 'didResolveSource', 'parsingDidStart', 'parsingDidEnd'];
  const validating = ['validationDidStart', 'validationDidEnd'];
  const executing = ['didResolveOperation', 'responseForOperation', 'executionDidStart', 'executionDidEnd'];

  /** Notes each hook. */
  function noting(hooks: string[]): ApolloServerPlugin {
    const note = (name: string) => () => {
      hooks.push(name);
      return Promise.resolve();
    };
    const ending = (name: string) => async () => {
      await note(`${name}Start`)();
      return note(`${name}End`);
    };
    return {
      requestDidStart: async () => {
        await note('requestDidStart')();
        return {
          didResolveSource: note('didResolveSource'),
          parsingDidStart: ending('parsingDid'),
          validationDidStart: ending('validationDid'),
          didResolveOperation: note('didResolveOperation'),
          responseForOperation: async () => {
            await note('responseForOperation')();
            return null;
          },
          executionDidStart: async () => {
            await note('executionDidStart')();
            return { executionDidEnd: note('executionDidEnd') };
          },
          didEncounterErrors: note('didEncounterErrors'),
          willSendResponse: note('willSendResponse'),
        };
      },
    };
  }

  it('hears of each step of an operation, and of parsing and validation when it is new', async () => {
    const hooks: string[] = [];
    const { url } = await start(noting(hooks));
    expect((await ask(url, bookWithAuthor)).data).toEqual(answer);
    expect(hooks.splice(0)).toEqual([...inOrder, ...validating, ...executing, 'willSendResponse']);
    await ask(url, bookWithAuthor);
    expect(hooks.splice(0)).toEqual([...inOrder.slice(0, 2), ...executing, 'willSendResponse']);
  });

  it('hears of errors, those of parsing and validation too', async () => {
    const hooks: string[] = [];
    const { url } = await start(noting(hooks));
    const failed = ['didEncounterErrors', 'willSendResponse'];
    await ask(url, '{');
    expect(hooks.splice(0)).toEqual([...inOrder, ...failed]);
    await ask(url, '{ nothing }');
    expect(hooks.splice(0)).toEqual([...inOrder, ...validating, ...failed]);
  });

  it('can read the data in any way an object is read', async () => {
    const seen: unknown[] = [];
    const readings: ((data: Json) => unknown)[] = [
      (data) => (data.book as Json).title,
      (data) => JSON.stringify(data),
      (data) => Object.keys(data),
      (data) => 'book' in data,
      (data) => ({ ...data }),
      (data) => structuredClone({ ...data }),
      (data) => inspect(data, { depth: 0 }),
      (data) => Object.getOwnPropertyDescriptor(data, 'book')?.enumerable,
      (data) => Object.isFrozen(Object.freeze(data)),
      (data) => [Object.getPrototypeOf(data) === null, 'toString' in data],
    ];
    for (const read of readings) {
      const { url } = await start(beforeSending(({ data }) => seen.push(read(data!))));
      expect((await ask(url, bookWithAuthor)).data).toEqual(answer);
    }
    expect(seen).toEqual([
      'Title 7',
      JSON.stringify(answer),
      ['book'],
      true,
      answer,
      answer,
      expect.stringMatching(/\{ book: \[/) as string,
      true,
      true,
      [true, false],
    ]);
  });

  it('can add, replace and delete fields at any depth', async () => {
    const { url } = await start(
      beforeSending(({ data }) => {
        const { book } = data as { book: Json };
        delete book.id;
        book.title = 'Größer';
        (book.author as Json).age = 7;
        data!.added = [1];
      }),
    );
    const changed = { book: { title: 'Größer', author: { name: 'Name p1', age: 7 } }, added: [1] };
    expect((await ask(url, bookWithAuthor)).data).toEqual(changed);
  });

  it('can delete or define a field without reading', async () => {
    const { url } = await start(
      beforeSending(({ data }) => {
        delete data!.book;
        Object.defineProperty(data, 'defined', { value: 1, enumerable: true });
      }),
    );
    expect((await ask(url, bookWithAuthor)).data).toEqual({ defined: 1 });
  });

  it('meets keys of any name', async () => {
    const seen: unknown[] = [];
    const { url } = await start(beforeSending(({ data }) => seen.push(Object.keys(data!))));
    const { data } = await ask(url, '{ __proto__: book(id: "7") { id } constructor: echo }');
    expect(Object.entries(data!).map(([key]) => key)).toEqual(['__proto__', 'constructor']);
    expect(seen).toEqual([['__proto__', 'constructor']]);
  });

  it('can put something else in place of the data, headers and extensions around it', async () => {
    const { url } = await start(
      beforeSending((result, { response }) => {
        result.extensions = { took: 'größer' };
        response.http.headers.set('x-plugin', 'yes');
      }),
    );
    const around = await ask(url, bookWithAuthor);
    expect([around.data, around.extensions, around.headers.get('x-plugin')]).toEqual([
      answer,
      { took: 'größer' },
      'yes',
    ]);
    const replacing = await start(beforeSending((result) => (result.data = { mine: true })));
    expect((await ask(replacing.url, bookWithAuthor)).data).toEqual({ mine: true });
  });

  it('can allow that an answer is kept, but not one with errors', async () => {
    const { url } = await start(
      beforeSending((_, { overallCachePolicy }) =>
        overallCachePolicy.restrict({ maxAge: 60, scope: 'PUBLIC' }),
      ),
    );
    const cacheControlOf = async (query: string) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return response.headers.get('cache-control');
    };
    expect(await cacheControlOf(bookWithAuthor)).toBe('max-age=60, public');
    expect(await cacheControlOf('{ nowhere }')).toBe('no-store');
  });

  it('can answer in place of the subgraphs', async () => {
    const { url } = await start(
      during({
        responseForOperation: ({ response: { http } }) =>
          Promise.resolve({ http, body: { kind: 'single', singleResult: { data: { cached: true } } } }),
      }),
    );
    expect((await ask(url, bookWithAuthor)).data).toEqual({ cached: true });
  });

  it('that fails before sending makes it a 500, which tells nothing', async () => {
    const { url } = await start(
      beforeSending(() => {
        throw new Error('secret');
      }),
    );
    const { status, data, errors } = await ask(url, bookWithAuthor);
    expect([status, data]).toEqual([500, undefined]);
    expect(errors).toMatchObject([
      { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('that refuses to start keeps the gateway from starting, and nothing of it stays', async () => {
    const before = plannersOf(process.pid);
    const refusing: ApolloServerPlugin = {
      serverWillStart: () => Promise.reject(new Error('No licence.')),
    };
    await expect(start(refusing)).rejects.toThrow('No licence.');
    await eventually(
      () => Promise.resolve(newPlanners(before)),
      (planners) => planners.length === 0,
    );
  });

  it('that fails to stop is told, and everything else has stopped', async () => {
    const before = plannersOf(process.pid);
    const failing: ApolloServerPlugin = {
      serverWillStart: () => Promise.resolve({ serverWillStop: () => Promise.reject(new Error('Stuck.')) }),
    };
    const supergraph = compose(await startLibrary(cleanup));
    const settings = { http: { port: 0 }, log: { level: 'silent' } } as const;
    const gateway = await createGateway({ supergraph, plugins: [failing], ...settings });
    await ask(gateway.url, bookWithAuthor);
    expect(newPlanners(before)).not.toEqual([]);
    await expect(gateway.stop()).rejects.toThrow('Stuck.');
    await eventually(
      () => Promise.resolve(newPlanners(before)),
      (planners) => planners.length === 0,
    );
    await expect(fetch(gateway.url)).rejects.toThrow();
  });
});
