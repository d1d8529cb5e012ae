import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { execute, type ExecutionArgs, type ExecutionResult } from '@nutgraf/gateway/execution/execute';
import { ProgramRun } from '@nutgraf/gateway/execution/fast/run/run-program';
import { readAnswer } from '@nutgraf/gateway/upstream/read-answer';
import {
  type RawAnswer,
  type SubgraphRequest,
  type Subgraphs,
} from '@nutgraf/gateway/upstream/subgraph-request';

/** What a subgraph answers, and how many turns of the event loop later. The same request has the same answer. */
export type AnswerBytes = (
  request: SubgraphRequest,
) => Promise<{ readonly body: Buffer; readonly turns: number }>;

export interface BothWays {
  readonly isFast: boolean;
  /** What differs, if anything does. */
  readonly difference: string | undefined;
}

interface Way {
  readonly isFast: boolean;
  readonly text: string;
  readonly requests: readonly string[];
}

/** Executes with the program and without it, on the same answers. */
export async function bothWays(
  args: Omit<ExecutionArgs, 'subgraphs'>,
  answer: AnswerBytes,
): Promise<BothWays> {
  const fast = await run(args, answer);
  const careful = await run({ ...args, program: undefined }, answer);
  return { isFast: fast.isFast, difference: difference(fast, careful) };
}

function difference(fast: Way, careful: Way): string | undefined {
  const show = ({ text, requests }: Way) => [text, ...requests].join('\n');
  const isSame =
    fast.text === careful.text && [...fast.requests].sort().join() === [...careful.requests].sort().join();
  return isSame
    ? undefined
    : `${fast.isFast ? 'fast' : 'deviated'}:\n${show(fast)}\n\ncareful:\n${show(careful)}`;
}

async function run(args: Omit<ExecutionArgs, 'subgraphs'>, answer: AnswerBytes): Promise<Way> {
  const requests: string[] = [];
  const subgraphs: Subgraphs = {
    send: (request, onOutcome) => {
      requests.push(`${request.subgraph} ${request.body.toString('utf8')}`);
      void answer(request).then(async ({ body, turns }) => {
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        const outcome: RawAnswer = { status: 200, body };
        process.nextTick(onOutcome, outcome);
      });
    },
    read: readAnswer,
  };
  const result = await execute({ ...args, subgraphs });
  return { isFast: result.data instanceof ProgramRun, text: arrived(result), requests };
}

/** As a client reads it: with its own JSON, which also says whether it is any. Keys in their order. */
function arrived({ data, errors }: ExecutionResult): string {
  const bytes = Buffer.from(data?.text() ?? 'null', 'latin1');
  if (!isUtf8(bytes)) return `not UTF-8: ${bytes.toString('hex')}`;
  try {
    return JSON.stringify({ data: JSON.parse(bytes.toString('utf8')) as unknown, errors });
  } catch {
    return `not JSON: ${bytes.toString('utf8')}`;
  }
}
