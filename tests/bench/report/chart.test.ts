import { type BenchmarkData } from '../scenarios/benchmark';
import { drawBars } from './chart';

const none = { median: 0, min: 0, max: 0 };
const line = (gateway: string, connections: number, median: number): BenchmarkData['lines'][number] => ({
  gateway,
  connections,
  result: {
    cpuMs: { median, min: median - 1, max: median + 1 },
    requestsPerSecond: none,
    p50Ms: none,
    p99Ms: none,
    p999Ms: 0,
    subgraphRequests: 0,
    subgraphBytes: 0,
  },
});

test('the chart has a bar for each measurement, the cheapest gateway first, as wide as it is dear', () => {
  const svg = drawBars({ lines: [line('dear & slow', 1, 9), line('cheap', 1, 4), line('cheap', 50, 3)] });
  const widths = [...svg.matchAll(/<rect x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toEqual([180, 135, 405]);
  expect(svg.indexOf('>cheap<')).toBeLessThan(svg.indexOf('>dear &amp; slow<'));
  expect(svg).toContain('>9.00 ms<');
});
