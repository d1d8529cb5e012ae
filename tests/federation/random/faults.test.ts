import { fieldFaults, subgraphFaults } from './check/faults';
import { judgeFieldFaults } from './check/judge-field-faults';
import { judgeSubgraphFaults } from './check/judge-subgraph-faults';
import { rareIn, runCases, runsFromEnvironment } from './check/run';

const runs = runsFromEnvironment(800);

test.each([
  [
    'the nulls of a faulty field go where the specification says, each with one error',
    fieldFaults,
    judgeFieldFaults,
  ],
  [
    'what a subgraph does not give is null with one error, and all else is there',
    subgraphFaults,
    judgeSubgraphFaults,
  ],
])(
  '%s',
  async (_, kinds, judge) => {
    const tally = await runCases('faults', runs, kinds, judge);
    const rare = rareIn('faults', tally);
    expect(tally.executed).toBeGreaterThanOrEqual(runs.count * 0.9);
    if (runs.count >= 800) expect(rare).toEqual([]);
  },
  Math.max(120_000, runs.count * 200),
);
