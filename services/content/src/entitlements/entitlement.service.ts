import type {
  AccountEntitlements,
  EntitlementsRequest,
  EntitlementsResponse,
} from '@nutgraf/contract/billing-events';
import type { InternalClient } from '@nutgraf/kit/http/internal-client';
import type { Logger } from '@nutgraf/kit/logger';
import { entitlementsResponse } from './billing-messages';
import type { EntitlementRepository } from './entitlement.repository';

/** Longest time a reader waits for billing before the preview is shown. */
const askTimeoutMs = 300;

export class EntitlementService {
  readonly #entitlements: Pick<EntitlementRepository, 'byAccountIds' | 'store'>;
  readonly #billing: Pick<InternalClient, 'post'>;
  readonly #logger: Logger;

  constructor(
    entitlements: Pick<EntitlementRepository, 'byAccountIds' | 'store'>,
    billing: Pick<InternalClient, 'post'>,
    logger: Logger,
  ) {
    this.#entitlements = entitlements;
    this.#billing = billing;
    this.#logger = logger;
  }

  /** As the projection knows them, which may be a moment behind. */
  known(accountIds: readonly string[]): Promise<readonly AccountEntitlements[]> {
    return this.#entitlements.byAccountIds(accountIds);
  }

  /**
   * As billing itself knows them now; what is news is kept. When billing does not answer in time this is
   * empty: whoever was about to be refused stays refused.
   */
  async confirmed(accountIds: readonly string[]): Promise<readonly AccountEntitlements[]> {
    try {
      const request: EntitlementsRequest = { accountIds };
      const answer = await this.#billing.post<EntitlementsResponse>('/internal/entitlements', request, {
        timeoutMs: askTimeoutMs,
      });
      const { accounts } = entitlementsResponse.parse(answer);
      // Who never had any is no news.
      const news = accounts.filter(({ version }) => version > 0);
      if (news.length > 0) await this.#entitlements.store(news);
      return news.length > 0 ? await this.#entitlements.byAccountIds(accountIds) : [];
    } catch (error) {
      this.#logger.warn({ err: error }, 'could not ask billing before refusing a reader');
      return [];
    }
  }
}
