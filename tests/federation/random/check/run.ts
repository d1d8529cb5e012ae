import { type Case, randomCases } from './cases';
import { type Judge } from './verdict';
import { reduce } from './reduce';
import { describeCase } from './describe-case';

export interface Tally {
  readonly executed: number;
  readonly refused: ReadonlyMap<string, number>;
  readonly seen: ReadonlyMap<string, number>;
}

export interface Runs {
  readonly first: number;
  readonly count: number;
}

/** From the environment: `RANDOM_SEED` is the number of the first case, `RANDOM_RUNS` how many there are. */
export function runsFromEnvironment(usual: number): Runs {
  const count = Number(process.env.RANDOM_RUNS ?? usual);
  // Whoever asks for another amount wants to see other cases, but for a replay.
  const first = process.env.RANDOM_RUNS === undefined ? 0 : Math.floor(Date.now() / 1000) % 1e8;
  return { first: Number(process.env.RANDOM_SEED ?? first), count };
}

/**
 * Judges case after case and counts what was seen.
 * @param file the test's, to say how a case is seen again
 * @throws Error with the smallest case that still fails, when one does.
 */
export async function runCases(
  file: string,
  { first, count }: Runs,
  toBeSeen: readonly string[],
  judge: Judge,
): Promise<Tally> {
  const refused = new Map<string, number>();
  const seen = new Map(toBeSeen.map((name) => [name, 0]));
  let executed = 0;
  let told = Date.now();
  for (const each of randomCases(first, count)) {
    const verdict = await judge(each);
    if (verdict.kind === 'wrong') throw new Error(await explain(file, each, verdict.complaint, judge));
    if (verdict.kind === 'refused') {
      increase(refused, verdict.reason);
    } else {
      executed += 1;
      for (const name of verdict.seen) increase(seen, name);
    }
    if (count > 5000 && Date.now() - told > 1000) {
      told = Date.now();
      process.stderr.write(`${file}: ${each.number - first + 1} of ${count}, from ${first}\n`);
    }
  }
  return { executed, refused, seen };
}

async function explain(file: string, failed: Case, complaint: string, judge: Judge): Promise<string> {
  const { number } = failed;
  const smallest = await reduce(failed, async (each) => (await judge(each)).kind === 'wrong');
  const verdict = await judge(smallest);
  const replay = `RANDOM_SEED=${number} RANDOM_RUNS=1 npm run jest -- tests/federation/random/${file}`;
  const shown = verdict.kind === 'wrong' ? verdict.complaint : complaint;
  return `Case ${number} is wrong. To see it again: ${replay}\n\n${shown}\n\n${describeCase(smallest)}`;
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Prints counts as a small table, and says which are too small. */
export function rareIn(file: string, { executed, refused, seen }: Tally): readonly string[] {
  const reasons = [...refused].sort((a, b) => b[1] - a[1]).slice(0, 20);
  const lines = [
    `${file}: ${executed} operations executed`,
    ...reasons.map(([reason, count]) => `  ${count} refused: ${reason.slice(0, 150)}`),
    ...[...seen].map(([name, count]) => `${String(count).padStart(8)} ${name}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return [...seen].filter(([, count]) => count < 50).map(([name]) => name);
}
