import { type Options } from '../command-line';
import { type Operation, write } from '../operations';
import { type Side } from '../world/side';
import { type System } from '../world/system';
import { deleteComments } from './comments';
import { type Cost, type Loading } from './loading';
import { total } from './processor-time';

/** What was measured of one side: by what was asked, of each round. */
export type Measured = Map<string, Cost[]>;

/** Names of the passes that are not one operation. */
export const mixWithWrites = 'mix, 5 % writes';
export const cold = 'mix, cold';

const coldRequests = 5;

/** Loads the sides in turn, round by round, so that what disturbs the machine meets all of them. */
export async function measureSides(
  system: System,
  loading: Loading,
  sides: readonly Side[],
  operations: readonly Operation[],
  { rounds, requests, connections }: Options,
  progress: (line: string) => void,
): Promise<ReadonlyMap<Side, Measured>> {
  const results = new Map<Side, Measured>(sides.map((side) => [side, new Map()]));
  const load = { requests, connections };
  const pass = async (name: string, measure: (side: Side) => Promise<Cost>) => {
    const said: string[] = [];
    for (const [side, measured] of results) {
      const cost = await measure(side);
      measured.set(name, [...(measured.get(name) ?? []), cost]);
      said.push(`${side.name} ${total(cost.time).toFixed(2)}`);
    }
    progress(`  ${name}: ${said.join(', ')} ms`);
  };
  for (let round = 1; round <= rounds; round++) {
    progress(`Round ${round} of ${rounds}`);
    for (const operation of operations) {
      await pass(operation.name, (side) => loading.measure(side, [operation], load));
    }
    await pass(mixWithWrites, async (side) => {
      const cost = await loading.measure(side, withWrites(operations), load);
      await deleteComments(system);
      return cost;
    });
    const inAll = coldRequests * operations.length;
    await pass(cold, (side) => loading.measureCold(side, operations, inAll, () => system.redis.empty()));
  }
  return results;
}

/** Every twentieth is a comment. */
function withWrites(operations: readonly Operation[]): Operation[] {
  const before = Array.from({ length: 19 }, (_, index) => operations[index % operations.length]!);
  return [...before, write];
}
