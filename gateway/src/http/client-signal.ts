import { type ServerResponse } from 'node:http';

/** Aborts when the client goes away before its answer was sent: nobody needs the work any more. */
export function clientSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Error('The client left.'));
  });
  return controller.signal;
}
