import { EventEmitter, once } from 'node:events';

import { StackError } from '../stack-error';
import { type Running } from './running';
import { SupervisedProcess, type Timers } from './supervised-process';

/** A process that lives in the test: `end` ends it. */
class FakeProcess implements Running {
  readonly calls: string[] = [];
  end: (how: string) => void = () => undefined;
  readonly exited = new Promise<string>((resolve) => (this.end = resolve));

  constructor(readonly ready: Promise<void>) {}

  async stop(): Promise<void> {
    this.calls.push('stop');
    this.end('exit code 0');
    await this.exited;
  }

  kill(): void {
    this.calls.push('kill');
    this.end('signal SIGKILL');
  }
}

/** Time that passes only when the test says so; `pause` tells its length and waits for `resume`. */
class FakeTimers extends EventEmitter implements Timers {
  time = 0;

  now(): number {
    return this.time;
  }

  async pause(ms: number, signal: AbortSignal): Promise<void> {
    const resumed = once(this, 'resume', { signal });
    this.emit('pause', ms);
    await resumed;
  }

  async nextPause(): Promise<number> {
    const [ms] = (await once(this, 'pause')) as [number];
    return ms;
  }
}

function supervise(readiness: (start: number) => Promise<void> = () => Promise.resolve()) {
  const started: FakeProcess[] = [];
  const reports = new EventEmitter();
  const timers = new FakeTimers();
  const launch = () => {
    const process = new FakeProcess(readiness(started.length));
    started.push(process);
    return process;
  };
  const report = (line: string) => void reports.emit('line', line);
  return { subject: new SupervisedProcess('content', launch, report, timers), started, timers, reports };
}

test('starts a crashed process again, with pauses that grow until it has served 30 s', async () => {
  const { subject, started, timers, reports } = supervise();
  await subject.start();

  for (const [servedMs, expected] of [
    [10, 250],
    [10, 500],
    [30_000, 250],
  ] as const) {
    timers.time += servedMs;
    const paused = timers.nextPause();
    const told = once(reports, 'line');
    started.at(-1)?.end('exit code 1');
    expect(await paused).toBe(expected);
    expect(await told).toEqual([`content stopped (exit code 1); starting it again in ${expected / 1000} s`]);

    const again = once(reports, 'line');
    timers.emit('resume');
    expect(await again).toEqual(['content is ready again']);
  }
  expect(started).toHaveLength(4);
});

test('a restart that never becomes ready counts as a crash', async () => {
  const { subject, started, timers } = supervise((start) =>
    start === 1 ? Promise.reject(new StackError('not ready')) : Promise.resolve(),
  );
  await subject.start();
  const first = timers.nextPause();
  started[0]?.end('exit code 1');
  await first;

  const second = timers.nextPause();
  timers.emit('resume');
  expect(await second).toBe(500);
  expect(started[1]?.calls).toEqual(['kill']);
});

test('a first start that fails is killed and told', async () => {
  const { subject, started } = supervise(() => Promise.reject(new StackError('content stopped')));
  await expect(subject.start()).rejects.toThrow('content stopped');
  expect(started[0]?.calls).toEqual(['kill']);
});

test('does not start again what was stopped, nor what is stopped during its pause', async () => {
  const { subject, started } = supervise();
  await subject.start();
  await subject.stop();
  expect(started).toHaveLength(1);
  expect(started[0]?.calls).toEqual(['stop']);

  const other = supervise();
  await other.subject.start();
  const paused = other.timers.nextPause();
  other.started[0]?.end('exit code 1');
  await paused;
  await other.subject.stop();
  expect(other.started).toHaveLength(1);
});
