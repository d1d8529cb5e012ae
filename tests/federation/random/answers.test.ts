import { features } from './check/features';
import { judgeAnswers } from './check/judge-answers';
import { rareIn, runCases, runsFromEnvironment } from './check/run';

const runs = runsFromEnvironment(2000);

test(
  'random operations on random supergraphs give what graphql-js gives over the whole',
  async () => {
    const tally = await runCases('answers', runs, features, judgeAnswers);
    const rare = rareIn('answers', tally);
    expect(tally.executed).toBeGreaterThanOrEqual(runs.count * 0.95);
    if (runs.count >= 2000) expect(rare).toEqual([]);
  },
  Math.max(120_000, runs.count * 200),
);
