import fc from 'fast-check';
import { BoundedQueue } from './bounded-queue';

test('a full queue refuses at once and starts nothing', async () => {
  const queue = new BoundedQueue({ running: 1, waiting: 1 });
  let release = () => undefined as void;
  const first = queue.tryRun(() => new Promise<void>((resolve) => (release = resolve)));
  const second = queue.tryRun(() => Promise.resolve('second'));
  const third = jest.fn();
  expect(queue.tryRun(third)).toBeNull();
  release();
  await first;
  expect(await second).toBe('second');
  expect(third).not.toHaveBeenCalled();
});

test('work that fails gives its place to the next', async () => {
  const queue = new BoundedQueue({ running: 1, waiting: 1 });
  const failing = queue.tryRun(() => Promise.reject(new Error('no')));
  const next = queue.tryRun(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
  expect(await queue.tryRun(() => Promise.resolve('later'))).toBe('later');
});

test('whatever comes and ends when, no more than allowed runs, in order, and all that was taken is done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 3 }),
      fc.nat({ max: 4 }),
      fc.nat({ max: 14 }),
      async (scheduler, running, waiting, count) => {
        const queue = new BoundedQueue({ running, waiting });
        const started: number[] = [];
        let now = 0;
        let most = 0;
        const taken: number[] = [];
        const all: Promise<unknown>[] = [];
        const arrivals = scheduler.scheduleSequence(
          Array.from({ length: count }, (_, index) => () => {
            const done = queue.tryRun(async () => {
              started.push(index);
              most = Math.max(most, (now += 1));
              await scheduler.schedule(Promise.resolve());
              now -= 1;
            });
            if (done) {
              taken.push(index);
              all.push(done);
            }
            return Promise.resolve();
          }),
        );
        await scheduler.waitFor(arrivals.task.then(() => Promise.all(all)));
        expect(most).toBeLessThanOrEqual(running);
        expect(started).toEqual(taken);
        expect(taken.length).toBeGreaterThanOrEqual(Math.min(count, running + waiting));
      },
    ),
  );
});
