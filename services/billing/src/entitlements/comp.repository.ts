import type { EntityManager } from 'typeorm';
import { EntitlementCompEntity } from './comp.entity';
import type { CompGrant } from './comp.rules';
import { EntitlementEntity } from './entitlement.entity';

/** Complimentary memberships: one for each account and plan, and the decisions about them. */
export class CompRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** What it is made of, over or not. */
  async grants(accountId: string, planId: string): Promise<CompGrant[]> {
    const rows = await this.#manager.findBy(EntitlementEntity, { accountId, planId, source: 'COMP' });
    return rows.flatMap(({ featureId, validFrom, validUntil }) =>
      validUntil ? [{ featureId, validFrom, validUntil }] : [],
    );
  }

  /** @param grants With the ids that their rows get. */
  async replaceGrants(
    comp: EntitlementCompEntity,
    grants: readonly (CompGrant & { readonly id: string })[],
  ): Promise<void> {
    const { id: sourceId, accountId, planId } = comp;
    await this.#manager.delete(EntitlementEntity, { accountId, planId, source: 'COMP' });
    if (grants.length === 0) return;
    await this.#manager.insert(
      EntitlementEntity,
      grants.map((grant) => ({ ...grant, accountId, planId, source: 'COMP' as const, sourceId })),
    );
  }

  async record(comp: EntitlementCompEntity): Promise<void> {
    await this.#manager.insert(EntitlementCompEntity, comp);
  }
}
