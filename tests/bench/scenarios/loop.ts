import { measureRound } from '../measure/rounds';
import { type LoopReport } from '../probe/probe-reports';
import { digits } from '../report/numbers';
import { benchmarkOperation } from '../session';
import { type Scenario } from './scenario';

export const loop: Scenario = {
  name: 'loop',
  about: 'delay of the event loop and garbage collections, of gateways on Node',
  run: async (session) => {
    // Collections are rare.
    const requests = session.options.requests * 2;
    const reports: { readonly gateway: string; readonly report: LoopReport }[] = [];
    for (const gateway of await session.residents()) {
      if (!gateway.probe) continue;
      await gateway.probe.startWatching();
      await measureRound(session, gateway, { connections: 50, requests, operations: [benchmarkOperation] });
      const report = await gateway.probe.stopWatching();
      session.progress(`${gateway.kind.title}: event loop delay p99 ${digits(report.p99Ms)} ms`);
      reports.push({ gateway: gateway.kind.title, report });
    }
    const perThousand = (value: number) => digits((value / requests) * 1_000);
    return {
      title: 'Event loop and garbage',
      notes: [
        `${requests} requests of 50 clients. Delay: a loop with nothing to do shows 1.1 ms. Collections are counted for`,
        '1,000 requests; major ms includes the steps of incremental marking on the main thread.',
      ],
      tables: [
        {
          columns: ['gateway', 'delay p50', 'p99', 'max ms', 'scavenges', 'ms', 'major', 'ms'],
          rows: reports.map(({ gateway, report: { p50Ms, p99Ms, maxMs, scavenges, majorGcs } }) => [
            gateway,
            ...[p50Ms, p99Ms, maxMs].map(digits),
            ...[scavenges.count, scavenges.ms, majorGcs.count, majorGcs.ms].map(perThousand),
          ]),
        },
      ],
      data: reports,
    };
  },
};
