import { bars, printBytes, printMs } from './waterfall';

const request = (startMs: number, durationMs: number) => ({ subgraph: 'a', startMs, durationMs });

test('bars lie on one scale that ends with the last request', () => {
  expect(bars([request(0, 5), request(5, 5), request(5, 2.5)])).toEqual([
    { left: 0, width: 50 },
    { left: 50, width: 50 },
    { left: 50, width: 25 },
  ]);
  expect(bars([])).toEqual([]);
  expect(bars([request(0, 0)])).toEqual([{ left: 0, width: 0 }]);
});

test('numbers are as exact as they are read', () => {
  expect([0.42, 9.96, 12.4, 1_234].map(printMs)).toEqual(['0.4 ms', '10.0 ms', '12 ms', '1.2 s']);
  expect([0, 999, 1_000, 87_654].map(printBytes)).toEqual(['0 B', '999 B', '1.0 kB', '87.7 kB']);
});
