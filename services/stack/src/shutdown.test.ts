import { Shutdown } from './shutdown';

/** Tells what it is asked to do; its stop lasts until `finish`. */
class FakePart {
  finish: () => void = () => undefined;
  readonly #stopped = new Promise<void>((resolve) => (this.finish = resolve));

  constructor(
    private readonly name: string,
    private readonly calls: string[],
  ) {}

  stop(): Promise<void> {
    this.calls.push(`stop ${this.name}`);
    return this.#stopped;
  }

  kill(): void {
    this.calls.push(`kill ${this.name}`);
  }
}

let calls: string[];
let shutdown: Shutdown;
const add = (...names: string[]) => {
  const parts = names.map((name) => new FakePart(name, calls));
  shutdown.add(...parts);
  return () => parts.forEach((part) => part.finish());
};

beforeEach(() => {
  calls = [];
  shutdown = new Shutdown();
});

test('stops the last added first, and also what is added meanwhile', async () => {
  const finishDatabase = add('database');
  const finishServices = add('users', 'content');
  const stopped = shutdown.stop();
  expect(calls).toEqual(['stop users', 'stop content']);

  const finishGateway = add('gateway');
  finishServices();
  finishGateway();
  finishDatabase();
  await stopped;
  expect(calls.slice(2)).toEqual(['stop gateway', 'stop database']);
});

test('kills what is just being stopped, too', () => {
  add('database');
  add('users', 'content');
  void shutdown.stop();
  shutdown.kill();
  expect(calls.slice(2)).toEqual(['kill database', 'kill users', 'kill content']);
});
