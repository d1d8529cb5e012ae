import { type GatewayKind } from '../gateways/gateway-kind';
import { spread } from '../measure/statistics';
import { withSpread } from '../report/numbers';
import { benchmarkOperation } from '../session';
import { type Scenario } from './scenario';

export const start: Scenario = {
  name: 'start',
  about: 'from the start of the process to the first right answer',
  run: async (session) => {
    const rounds = Math.min(session.options.rounds, 3);
    const times = new Map<GatewayKind, number[]>(session.kinds.map((kind) => [kind, []]));
    for (let round = 1; round <= rounds; round++) {
      for (const kind of session.kinds) {
        const gateway = await session.start(kind, benchmarkOperation);
        if (!gateway) {
          times.delete(kind);
          continue;
        }
        times.get(kind)!.push(gateway.firstAnswerMs);
        await session.stop(gateway);
      }
      session.progress(`round ${round}/${rounds} of starts`);
    }
    const results = [...times].map(([{ title }, all]) => ({ gateway: title, ms: spread(all) }));
    return {
      title: 'Start to first right answer',
      notes: [`Medians of ${rounds} interleaved rounds. It is asked every 10 ms.`],
      tables: [
        {
          columns: ['gateway', 'ms (min-max)'],
          rows: results.map(({ gateway, ms }) => [gateway, withSpread(ms)]),
        },
      ],
      data: results,
    };
  },
};
