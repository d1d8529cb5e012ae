import { type DecidePolicies, type PolicyQuestion } from './decide-policies';
import { type Logger } from '../../telemetry/logger';
import { type OperationContext } from '../client-call';
import { type Requirement } from '../requirement';
import { meets, type PolicyMap } from './policy-map';

/** How policies are decided. */
export interface PolicySettings {
  readonly policies: PolicyMap;
  /** Decides on those that `policies` does not name. */
  readonly decide: DecidePolicies | undefined;
  readonly timeoutMs: number;
}

/** Nothing holds, or nothing was asked. */
export const noPolicies: ReadonlySet<string> = new Set();

/** Decides for each caller which policies of `@policy` hold. What cannot be decided does not hold. */
export class Policies {
  constructor(
    private readonly settings: PolicySettings,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
  ) {}

  /** Those among `names` that hold for who asks. Never throws. */
  async heldBy(
    names: readonly string[],
    { call, identity }: OperationContext,
    operationName: string | undefined,
  ): Promise<ReadonlySet<string>> {
    const claims = identity.kind === 'caller' ? identity.claims : undefined;
    const held = new Set<string>();
    const open: string[] = [];
    for (const name of names) {
      const rule = this.#ruleOf(name);
      if (!rule) open.push(name);
      else if (meets(rule, claims)) held.add(name);
    }
    if (open.length === 0 || !this.settings.decide) return held;
    const { traceId } = call.trace;
    const timeoutMs = Math.min(this.settings.timeoutMs, call.deadlineAtMs - performance.now());
    const leaving = new AbortController();
    call.departure.onHappened(() => leaving.abort());
    const question = {
      policies: open,
      claims,
      request: { operationName, headers: call.headers, address: call.address(), traceId },
    };
    try {
      const answer = await withinTime(this.settings.decide, question, timeoutMs, leaving);
      for (const name of open) if (answer.has(name)) held.add(name);
      return held;
    } catch (err) {
      this.logger.error(
        { err, traceId, policies: open },
        'policies could not be decided, so none of them holds',
      );
      return noPolicies;
    }
  }

  /** Says how many fields nobody can see because their policies are decided nowhere. */
  reportClosed(rules: { countFields(closed: (requirement: Requirement) => boolean): number }): void {
    if (this.settings.decide) return;
    const undecided = new Set<string>();
    const fields = rules.countFields((requirement) => {
      if (requirement.kind !== 'policy') return false;
      const isClosed = !requirement.anyOf.some((all) => all.every((name) => this.#ruleOf(name)));
      if (isClosed) for (const name of requirement.anyOf.flat()) if (!this.#ruleOf(name)) undecided.add(name);
      return isClosed;
    });
    if (fields === 0) return;
    this.logger.warn(
      { fields, policies: [...undecided].sort() },
      'fields are closed by policies that nobody decides; set authorization.policies or authorization.policyModule',
    );
  }

  #ruleOf(name: string) {
    const { policies } = this.settings;
    return Object.hasOwn(policies, name) ? policies[name] : undefined;
  }
}

/** @throws what the function throws; or Error for one that takes too long, or answers with something else than names. */
async function withinTime(
  decide: DecidePolicies,
  question: Omit<PolicyQuestion, 'signal'>,
  timeoutMs: number,
  leaving: AbortController,
): Promise<ReadonlySet<string>> {
  const { signal } = leaving;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    const tooLate = new Error(`No answer within ${Math.max(0, Math.round(timeoutMs))} ms.`);
    timer = setTimeout(() => leaving.abort(tooLate), Math.max(0, timeoutMs));
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  try {
    return namesIn(await Promise.race([Promise.resolve().then(() => decide({ ...question, signal })), over]));
  } finally {
    clearTimeout(timer);
  }
}

function namesIn(answer: unknown): ReadonlySet<string> {
  const names: unknown = answer instanceof Set ? [...(answer as Set<unknown>)] : answer;
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new TypeError('Expected a list or Set of the names of the policies that hold.');
  }
  return new Set(names);
}
