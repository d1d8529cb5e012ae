import { causeOfSubgraphError } from './errors';

test.each([undefined, {}, { code: 5 }, { code: 'INTERNAL_SERVER_ERROR', detail: 'SELECT 1' }])(
  'an error with extensions %j is not meant for clients',
  (extensions) => {
    expect(causeOfSubgraphError({ message: 'SELECT 1 failed', ...(extensions && { extensions }) })).toEqual({
      message: 'The subgraph could not answer.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  },
);

test('an error with a code of its own is, but for what is meant for developers', () => {
  const extensions = { code: 'RATE_LIMITED', retryAfter: 5, stacktrace: ['x'], exception: {}, debug: 1 };
  expect(causeOfSubgraphError({ message: 'Slow down.', extensions })).toEqual({
    message: 'Slow down.',
    extensions: { code: 'RATE_LIMITED', retryAfter: 5 },
  });
});

test('extensions that are not for people go, the code stays', () => {
  const extensions = { code: 'RATE_LIMITED', rows: Array.from({ length: 1_000 }, (_, index) => ({ index })) };
  expect(causeOfSubgraphError({ message: 'Slow down.', extensions })).toEqual({
    message: 'Slow down.',
    extensions: { code: 'RATE_LIMITED' },
  });
});
