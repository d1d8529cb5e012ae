import { createServer } from 'node:http';
import { PerformanceObserver, constants, monitorEventLoopDelay } from 'node:perf_hooks';
import { type LoopReport, type MemoryReport } from './probe-reports';

/** Preloaded into gateways that run on Node; costs nothing until it is asked. */
const port = process.env.BENCH_PROBE_PORT;
// Not for processes that the gateway starts.
delete process.env.BENCH_PROBE_PORT;
if (port !== undefined) listen(Number(port));

function listen(at: number): void {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let report = emptyReport();
  const observer = new PerformanceObserver((list) => {
    for (const { duration, detail } of list.getEntries()) {
      const { kind } = detail as { kind: number };
      const isMinor = kind === constants.NODE_PERFORMANCE_GC_MINOR;
      const group = isMinor ? report.scavenges : report.majorGcs;
      group.ms += duration;
      // The steps of an incremental collection cost time, but are not collections.
      if (isMinor || kind === constants.NODE_PERFORMANCE_GC_MAJOR) group.count += 1;
    }
  });
  const actions: Readonly<Record<string, () => object>> = {
    '/start': () => {
      report = emptyReport();
      observer.observe({ entryTypes: ['gc'] });
      delay.reset();
      delay.enable();
      return {};
    },
    '/stop': () => {
      delay.disable();
      observer.disconnect();
      report.p50Ms = delay.percentile(50) / 1e6;
      report.p99Ms = delay.percentile(99) / 1e6;
      report.maxMs = delay.max / 1e6;
      return report;
    },
    '/memory': () => {
      (globalThis as { gc?: () => void }).gc?.();
      const { rss, heapUsed } = process.memoryUsage();
      return { rss, heapUsed } satisfies MemoryReport;
    },
  };
  const server = createServer((request, response) => {
    response.end(JSON.stringify(actions[request.url ?? '']?.() ?? {}));
  });
  server.listen(at, '127.0.0.1').unref();
}

function emptyReport(): LoopReport {
  const none = () => ({ count: 0, ms: 0 });
  return { p50Ms: 0, p99Ms: 0, maxMs: 0, scavenges: none(), majorGcs: none() };
}
