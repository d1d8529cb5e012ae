import { type MemoryReport } from '../probe/probe-reports';
import { Probe } from '../probe/probe';
import { nutgraf } from '../gateways/nutgraf';
import { megabytes } from '../report/numbers';
import { benchmarkOperation, type Session } from '../session';
import { type Scenario } from './scenario';

const requests = 100_000;
/** Of the 100,000, one measurement after each. */
const parts = 4;

export const memory: Scenario = {
  name: 'memory',
  about: `whether ours keeps anything of ${requests.toLocaleString('en')} requests`,
  run: async (session) => {
    const probe = await Probe.create();
    const options = { extraNodeFlags: [...probe.nodeFlags, '--expose-gc'], env: probe.env };
    const gateway = await session.start(nutgraf, benchmarkOperation, options);
    if (!gateway) throw new Error('Our gateway does not run.');
    const reports: (MemoryReport & { readonly after: number })[] = [];
    const load = (count: number) => loadRight(session, gateway.url, count);
    await load(session.options.warmUp);
    reports.push({ after: session.options.warmUp, ...(await probe.memory()) });
    for (let part = 1; part <= parts; part++) {
      await load(requests / parts);
      reports.push({ after: session.options.warmUp + (requests / parts) * part, ...(await probe.memory()) });
      session.progress(`${reports.at(-1)!.after} requests: heap ${megabytes(reports.at(-1)!.heapUsed)}`);
    }
    await session.stop(gateway);
    return {
      title: 'Memory of our gateway',
      notes: ['At 50 connections; each time after a full collection. Both should be flat.'],
      tables: [
        {
          columns: ['after requests', 'heap', 'resident'],
          rows: reports.map(({ after, heapUsed, rss }) => [
            String(after),
            `${(heapUsed / 1e6).toFixed(1)} MB`,
            megabytes(rss),
          ]),
        },
      ],
      data: reports,
    };
  },
};

async function loadRight({ world }: Session, url: string, count: number): Promise<void> {
  const load = { url, connections: 50, requests: count, operations: [benchmarkOperation] };
  const { wrong, firstWrong } = await world.load(load);
  if (wrong > 0) throw new Error(`${wrong} wrong answers, the first ${firstWrong}`);
}
