import { readableLines } from './log-lines';

test('a warning is one line: what happened, why, and the trace to look for', () => {
  const entry = {
    level: 40,
    time: 1,
    pid: 2,
    msg: 'subgraph failed',
    traceId: 'abc',
    err: { message: 'gone', stack: 'x' },
  };
  expect(readableLines(JSON.stringify(entry))).toEqual(['warn subgraph failed: gone (trace abc)']);
});

test('a failure of a subgraph names it, and the first of what it answered', () => {
  const errors = [{ message: 'no' }, { message: 'neither' }];
  const entry = { level: 40, msg: 'subgraph failed', subgraph: 'users', errors };
  expect(readableLines(JSON.stringify(entry))).toEqual(['warn subgraph failed: users: no']);
});

test('an error also says where', () => {
  const stack = `Error: broken\n${Array.from({ length: 9 }, (_, index) => `    at place${index}`).join('\n')}`;
  const lines = readableLines(
    JSON.stringify({ level: 50, msg: 'failed', err: { message: 'broken', stack } }),
  );
  expect(lines[0]).toBe('error failed: broken');
  expect(lines).toHaveLength(7);
});

test.each(['plain words', '{"half": ', '{"level":"odd"}', ''])(
  'what is no log line stays as it is: %s',
  (line) => {
    expect(readableLines(line)).toEqual([line]);
  },
);
