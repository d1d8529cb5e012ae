import { type Observable } from '@graphiql/toolkit';

/** Work that begins with a subscription, gives one value, and is aborted when nobody waits for that any more. */
export function stoppable<Value>(work: (signal: AbortSignal) => Promise<Value>): Observable<Value> {
  return {
    // GraphiQL calls it with an object, though its type also allows three functions.
    subscribe(given?: unknown) {
      const observer = given as Observer<Value>;
      const controller = new AbortController();
      const { signal } = controller;
      const unlessStopped = (act: () => void) => (signal.aborted ? undefined : act());
      work(signal).then(
        (value) =>
          unlessStopped(() => {
            observer.next(value);
            observer.complete();
          }),
        (reason: unknown) => unlessStopped(() => observer.error(reason)),
      );
      return { unsubscribe: () => controller.abort() };
    },
  };
}

interface Observer<Value> {
  next(value: Value): void;
  error(error: unknown): void;
  complete(): void;
}
