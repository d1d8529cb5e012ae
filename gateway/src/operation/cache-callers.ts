import { createHash } from 'node:crypto';
import { type CacheCaller } from '../cache/cache-caller';
import { type OperationContext } from './client-call';
import { addHeadersForSubgraph, type HeaderPropagation } from './header-propagation';

/** Who counts as one caller towards a subgraph, by who they are and by what the subgraph sees of their headers. */
export class CacheCallers {
  /** @param ignoredOf lower-case names of headers that a subgraph gets and does not look at */
  constructor(
    private readonly propagation: HeaderPropagation,
    private readonly ignoredOf: (subgraph: string) => readonly string[],
  ) {}

  of(subgraph: string, { call, identity }: OperationContext): CacheCaller {
    const rules = this.propagation.rulesOf(subgraph);
    const isNobody = identity.kind === 'anonymous';
    if (!rules) return isNobody ? guest : signedIn;
    const headers: string[] = [];
    // The answer to the client depends on the client, as if the subgraph had been asked.
    if (addHeadersForSubgraph(headers, rules, call.headers)) call.answerHeaders.lifetime.becomePrivate();
    const ignored = this.ignoredOf(subgraph);
    const seen: string[] = [];
    let hasCredentials = false;
    for (let index = 0; index < headers.length; index += 2) {
      const name = headers[index]!;
      if (ignored.includes(name)) continue;
      seen.push(name, headers[index + 1]!);
      if (name === 'authorization' || name === 'cookie') hasCredentials = true;
    }
    const isGuest = isNobody && !hasCredentials;
    const digest = seen.length > 0 ? digestOf(seen) : '';
    return {
      isGuest,
      key: `${isGuest ? guest.key : signedIn.key}${digest}`,
      ignored,
      passedOn: rules.responseHeaders,
    };
  }
}

const guest: CacheCaller = { isGuest: true, key: 'guest', ignored: [], passedOn: [] };
const signedIn: CacheCaller = { isGuest: false, key: 'account', ignored: [], passedOn: [] };

/** Hashed: who reads the keys learns no token. */
function digestOf(values: readonly string[]): string {
  return `-${createHash('sha256').update(JSON.stringify(values)).digest('base64url')}`;
}
