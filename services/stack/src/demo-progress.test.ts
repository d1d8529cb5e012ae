import { DemoProgress } from './demo-progress';

function progressOf(...messages: readonly (readonly [service: string, loaded: number, scale: number])[]) {
  const lines: string[] = [];
  const progress = new DemoProgress(['users', 'content'], (line) => lines.push(line));
  for (const [service, loaded, scale] of messages) progress.take(service, { demoData: { loaded, scale } });
  return { progress, lines };
}

test('the bar shows what every service has loaded', () => {
  const { progress } = progressOf(['users', 10, 10], ['content', 0, 10], ['content', 5, 10]);
  expect(progress.bar()).toBe(`  [${'█'.repeat(12)}${'░'.repeat(12)}] 50 % of the demo data`);
});

test('there is none before the first message, nor when everything is there', () => {
  expect(progressOf().progress.bar()).toBe('');
  expect(progressOf(['users', 4, 4], ['content', 3, 4], ['content', 4, 4]).progress.bar()).toBe('');
});

test('where no bar can be drawn there is a line for each quarter', () => {
  const steps = Array.from({ length: 101 }, (_, loaded) => ['content', loaded, 100] as const);
  expect(progressOf(['users', 100, 100], ...steps).lines).toEqual(
    [25, 50, 75, 100].map((percent) => `  demo data: ${percent} %`),
  );
});

test('data that was there already, or is no more than usual, is not told of', () => {
  expect(progressOf(['users', 3, 3], ['content', 3, 3]).lines).toEqual([]);
  expect(progressOf(['users', 0, 1], ['content', 0, 1], ['users', 1, 1], ['content', 1, 1]).lines).toEqual(
    [],
  );
});

test('other messages are left alone', () => {
  const { progress, lines } = progressOf(['users', 0, 2]);
  progress.take('users', 'hello');
  progress.take('users', { demoData: { loaded: -1, scale: 0 } });
  expect([progress.bar(), lines]).toEqual([`  [${'░'.repeat(24)}] 0 % of the demo data`, []]);
});
