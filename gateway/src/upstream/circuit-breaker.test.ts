import { CircuitBreaker, noPass } from './circuit-breaker';

let nowMs: number;
let changes: string[];
let breaker: CircuitBreaker;

function start(failures = 5): void {
  nowMs = 1_000;
  changes = [];
  breaker = new CircuitBreaker(
    { failures, probeAfterMs: 500 },
    (state, previous) => changes.push(`${previous} -> ${state}`),
    () => nowMs,
  );
}
beforeEach(() => start());

function fail(times: number): void {
  for (let time = 0; time < times; time += 1) breaker.settle(breaker.admit(), 'failed');
}

test('five failures in a row open it; an answer in between begins the count anew', () => {
  fail(4);
  breaker.settle(breaker.admit(), 'answered');
  fail(4);
  expect(breaker.state).toBe('closed');
  fail(1);
  expect([breaker.state, breaker.admit()]).toEqual(['open', noPass]);
  expect(changes).toEqual(['closed -> open']);
});

test('requests that ended for another reason say nothing', () => {
  fail(4);
  breaker.settle(breaker.admit(), 'unknown');
  expect(breaker.state).toBe('closed');
  fail(1);
  expect(breaker.state).toBe('open');
});

test('after its time one request probes; the others fail on', () => {
  fail(5);
  nowMs += 499;
  expect(breaker.admit()).toBe(noPass);
  nowMs += 1;
  expect(breaker.admit()).not.toBe(noPass);
  nowMs += 60_000;
  expect([breaker.admit(), breaker.admit()]).toEqual([noPass, noPass]);
});

test('a probe that is answered closes it, one that fails opens it for as long again', () => {
  fail(5);
  nowMs += 500;
  fail(1);
  nowMs += 499;
  expect(breaker.admit()).toBe(noPass);
  nowMs += 1;
  breaker.settle(breaker.admit(), 'answered');
  expect(breaker.state).toBe('closed');
  fail(4);
  expect(breaker.state).toBe('closed');
  expect(changes).toEqual([
    ...['closed -> open', 'open -> half-open', 'half-open -> open'],
    ...['open -> half-open', 'half-open -> closed'],
  ]);
});

test('a probe whose client left makes room for the next at once', () => {
  fail(5);
  nowMs += 500;
  breaker.settle(breaker.admit(), 'unknown');
  expect(breaker.admit()).not.toBe(noPass);
  expect(breaker.admit()).toBe(noPass);
});

test('what began before a change says nothing afterwards', () => {
  const early = [breaker.admit(), breaker.admit()] as const;
  fail(5);
  breaker.settle(early[0], 'answered');
  expect(breaker.state).toBe('open');
  nowMs += 500;
  const probe = breaker.admit();
  breaker.settle(early[1], 'failed');
  expect([breaker.state, breaker.admit()]).toEqual(['half-open', noPass]);
  breaker.settle(probe, 'answered');
  expect(breaker.state).toBe('closed');
});

test('with 0 it never opens', () => {
  start(0);
  fail(100);
  expect([breaker.state, changes]).toEqual(['closed', []]);
});
