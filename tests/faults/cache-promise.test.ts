import fc from 'fast-check';
import { PromiseRun } from './cache-promise/promise-run';
import { PromiseWorld } from './cache-promise/promise-world';
import { anyStep, knownCourses, type Step } from './cache-promise/steps';

/** More of them: CACHE_RUNS=3000 npm run jest -- cache-promise */
const runs = Number(process.env.CACHE_RUNS ?? 60);
/** A course that fails is made shorter for no longer than this. */
const limitMs = 60_000 + runs * 2_000;
jest.setTimeout(2 * limitMs);

const anyCourse = fc.array(anyStep, { minLength: 4, maxLength: 40, size: 'max' });

async function play(world: PromiseWorld, steps: readonly Step[]): Promise<void> {
  await world.begin();
  const run = new PromiseRun(world);
  try {
    for (const step of steps) {
      await run.take(step);
      if (run.faults.length > 0) break;
    }
    await run.finish();
  } finally {
    // Whatever failed, the next course begins in a world that was mended.
    await world.end();
  }
  if (run.faults.length > 0) throw new Error(run.faults.join('\n'));
}

test('after a mutation was acknowledged, no read that starts later is older, whatever happens', async () => {
  await using world = await PromiseWorld.start();
  await fc.assert(
    fc.asyncProperty(anyCourse, (steps) => play(world, steps)),
    {
      numRuns: runs,
      interruptAfterTimeLimit: limitMs,
      markInterruptAsFailure: true,
      examples: knownCourses.map((course) => [[...course]]),
    },
  );
});

test('a writer that does not raise its stamps would be found out', async () => {
  await using world = await PromiseWorld.start({ tellsOfWrites: false });
  const { failed } = await fc.check(
    fc.asyncProperty(anyCourse, (steps) => play(world, steps)),
    { numRuns: 20, endOnFailure: true },
  );
  expect(failed).toBe(true);
});
