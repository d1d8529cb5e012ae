import { changes, judgeBytes } from './bytes/judge-bytes';
import { rareIn, runCases, runsFromEnvironment } from './check/run';

const runs = runsFromEnvironment(100);

test(
  'whatever bytes subgraphs answer, the fast path gives what the careful one gives, of the same requests',
  async () => {
    const tally = await runCases('bytes', runs, ['fast', 'deviated', ...changes], judgeBytes);
    const rare = rareIn('bytes', tally);
    expect(tally.executed).toBeGreaterThanOrEqual(runs.count * 0.5);
    if (runs.count >= 400) expect(rare).toEqual([]);
  },
  Math.max(120_000, runs.count * 2_000),
);
