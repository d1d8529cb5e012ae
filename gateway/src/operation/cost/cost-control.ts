import { clientNetwork } from '@nutgraf/contract/client-network';
import { type SharedRedis } from '../../redis/shared-redis';
import { type OperationContext } from '../client-call';
import { type OperationTemplate } from '../prepared-operation';
import { RefusedOperation } from '../refused-operation';
import { Budget, type BudgetSettings } from './budget';
import { Charge, policyHeader } from './charge';
import { type OperationCosts } from './operation-costs';

export interface CostSettings {
  /** Most points of one operation. */
  readonly maximum: number;
  /** Whether clients may see what operations cost. */
  readonly expose: boolean;
}

/** As configured. */
export function costControl(
  settings: CostSettings & { readonly budget?: BudgetSettings | undefined },
  redis: SharedRedis | undefined,
): CostControl {
  return new CostControl(settings, settings.budget && new Budget(settings.budget, redis));
}

/** Lets operations run that cost no more than any may, and no more than their client has left. */
export class CostControl {
  constructor(
    private readonly settings: CostSettings,
    private readonly budget: Budget | undefined,
  ) {}

  /**
   * Before anything is planned. Takes its points of the client's budget.
   * @returns `undefined` when nobody wants to know what it costs
   * @throws RefusedOperation COST_LIMIT_EXCEEDED, HTTP 400; RATE_LIMITED, HTTP 429; BAD_USER_INPUT, HTTP 400, where a list
   * has a wrong count of slicing arguments.
   */
  admit(
    costs: OperationCosts,
    operation: OperationTemplate,
    variables: Readonly<Record<string, unknown>>,
    context: OperationContext,
  ): Charge | Promise<Charge> | undefined {
    const cost = costs.costOf(operation, variables);
    const { maximum, expose } = this.settings;
    if (cost > maximum) {
      const message = `The operation costs ${cost} points, and ${maximum} are the most; ask for shorter lists, or in parts.`;
      throw new RefusedOperation('COST_LIMIT_EXCEEDED', 400, message);
    }
    const isAsked = expose && context.call.wantsCost;
    if (this.budget) return this.#take(this.budget, costs, cost, isAsked, context);
    return isAsked ? new Charge(costs.rates, cost, true) : undefined;
  }

  async #take(
    budget: Budget,
    { rates }: OperationCosts,
    cost: number,
    isAsked: boolean,
    context: OperationContext,
  ): Promise<Charge> {
    // Whoever asks, asks.
    const count = Math.max(1, cost);
    const points = await budget.take(clientOf(context), count);
    if ('retryAfterSeconds' in points) {
      const seconds = points.retryAfterSeconds;
      const message = `The operation costs ${count} points, more than are left for you; ask again in ${seconds} seconds.`;
      throw new RefusedOperation('RATE_LIMITED', 429, message, {
        'retry-after': String(seconds),
        'ratelimit-policy': policyHeader(budget.settings),
        ratelimit: `"cost";r=0;t=${seconds}`,
      });
    }
    return new Charge(rates, cost, isAsked, { points, count });
  }

  /**
   * @param actual what the operation cost in the end; `undefined` when it did not run. Of one that was cut off nobody knows
   * what subgraphs did for it, so all of it counts.
   */
  settle(charge: Charge, actual: number | undefined, { call }: OperationContext): void {
    const isCutOff = call.departure.hasHappened || performance.now() >= call.deadlineAtMs;
    charge.settle(actual !== undefined && isCutOff ? charge.staticCost : actual);
    charge.tell(this.budget?.settings, call.answerHeaders);
  }
}

/** The account that is signed in, or else whoever is at the address; all at unknown addresses are one. */
function clientOf({ identity, call }: OperationContext): string {
  return identity.kind === 'caller'
    ? `account ${identity.claims.sub}`
    : `address ${clientNetwork(call.address()) ?? 'unknown'}`;
}
