import { type ChildProcess } from 'node:child_process';

interface Request {
  readonly id: number;
  readonly call: unknown;
}
interface Reply {
  readonly id: number;
  readonly reply?: unknown;
  readonly error?: string;
}

/** In a child process: answers what its parent calls, and ends with it. */
export function serveCalls<Call, Result>(answer: (call: Call) => Result | Promise<Result>): void {
  process.on('message', ({ id, call }: Request) => {
    const reply = (message: Omit<Reply, 'id'>) => process.send?.({ id, ...message });
    new Promise<Result>((resolve) => resolve(answer(call as Call))).then(
      (result) => reply({ reply: result }),
      (error: unknown) => reply({ error: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
}

let lastId = 0;

/** In the parent: rejects with what was thrown there, or when the child ends. */
export function callChild<Result>(child: ChildProcess, call: unknown): Promise<Result> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      how();
    };
    const onMessage = (message: Reply) => {
      if (message.id !== id) return;
      if (message.error === undefined) settle(() => resolve(message.reply as Result));
      else settle(() => reject(new Error(message.error)));
    };
    const onExit = () => settle(() => reject(new Error('The process ended before it answered.')));
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send({ id, call } satisfies Request);
  });
}
