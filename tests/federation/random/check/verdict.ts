import { absentRequirement } from '@nutgraf/gateway/execution/faults/errors';
import { PlanCrash, PlanError } from '@nutgraf/gateway/plan/plan-error';
import { ask, type Asked, type AskOptions } from '../../support/ask';
import { type Case } from './cases';

export type Verdict =
  /** With what was seen on the way, to be counted. */
  | { readonly kind: 'right'; readonly seen: readonly string[] }
  /** The operation has no plan. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly complaint: string };

export type Judge = (each: Case) => Promise<Verdict>;

export interface Judgement {
  /** What is wrong with the answer. */
  readonly complaint: string | undefined;
  readonly seen: readonly string[];
}

/** Asks the gateway, and judges its answer. */
export async function verdictOf(
  { graph, operation }: Case,
  options: Pick<AskOptions, 'down' | 'intercept'>,
  judge: (asked: Asked) => Judgement,
): Promise<Verdict> {
  const { world, events } = graph;
  world.mutations = 0;
  events.features.clear();
  events.required.clear();
  events.complaints.length = 0;
  try {
    const asked = await ask(graph.graph, operation.query, {
      ...options,
      variables: { ...operation.variables },
    });
    // The planner forgets a key, with interface objects mostly. Clients see errors, and this is counted as a refusal.
    const isForgetful = asked.errors.some(({ message }) => message === absentRequirement.message);
    if (isForgetful) return { kind: 'refused', reason: 'The plan forgets what a fetch requires.' };
    const judgement = judge(asked);
    const complaint = events.complaints[0] ?? judgement.complaint;
    if (complaint === undefined) return { kind: 'right', seen: judgement.seen };
    const requests = asked.requests.map(
      ({ subgraph, query, variables }) => `${subgraph} ${query} ${JSON.stringify(variables)}`,
    );
    return { kind: 'wrong', complaint: [complaint, asked.plan, ...requests].join('\n') };
  } catch (error) {
    if (error instanceof PlanError) return { kind: 'refused', reason: reasonOf(error) };
    return { kind: 'wrong', complaint: error instanceof Error ? String(error.stack) : String(error) };
  }
}

/** What refusals have in common. */
function reasonOf(error: PlanError): string {
  if (error instanceof PlanCrash) return 'The planner crashes.';
  const [line = ''] = error.message.split('\n');
  return line.replace(/'[^']*'/g, "'…'").replace(/\b\d+\b/g, 'n');
}
