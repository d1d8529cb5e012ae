import { cpuMsOf, parseStat, peakMemoryOf } from './proc';

test('processor time is read of a process whose name has blanks and brackets', () => {
  const line = '42 (node (x) 1 2) S 7 42 42 0 -1 4194304 1 2 3 4 150 25 5 1 20 0 1 0 100 1000 10';
  expect(parseStat(line)).toEqual({ parent: 7, ownCpuMs: 1750, cpuMs: 1810 });
});

test('this process has used processor and memory', () => {
  expect(cpuMsOf(process.pid)).toBeGreaterThan(0);
  expect(peakMemoryOf(process.pid)).toBeGreaterThan(10_000_000);
});
