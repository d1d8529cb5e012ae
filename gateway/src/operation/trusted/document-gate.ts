import { createHash } from 'node:crypto';
import { type HTTPGraphQLRequest } from '@apollo/server';
import { scopesOf } from '@nutgraf/contract/identity';
import { Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Identity } from '../../identity/identity';
import { type Logger } from '../../telemetry/logger';
import { type OperationLimiter } from '../operation-limits';
import { sourceOf } from '../operation-source';
import { RefusedOperation } from '../refused-operation';
import { withPersistedQuery } from './document-id';
import { type TrustedDocuments } from './trusted-documents';

/** What becomes of documents that nobody reviewed: they are served, served and logged, or refused. */
export type TrustMode = 'off' | 'log' | 'enforce';

/** How many unknown documents are remembered as logged. */
const rememberedUnknown = 10_000;

/** Names in a log line, and characters of each. */
const mostNames = 10;
const longestName = 100;

/** Lets documents in: those that are trusted, and as configuration says others that are small enough. */
export class DocumentGate {
  readonly #logged = new LRUCache<string, true>({ max: rememberedUnknown });

  /**
   * @param trusted without it all documents are unknown, and that is no news.
   * @param staff scopes, each of which allows unknown documents where they are refused otherwise.
   */
  constructor(
    private readonly limiter: Pick<OperationLimiter, 'check'>,
    private readonly trusted: TrustedDocuments | undefined,
    private readonly mode: TrustMode,
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly staff?: readonly string[],
  ) {}

  /** The request in the form in which Apollo Server finds documents by their id. */
  byId(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
    return this.trusted ? withPersistedQuery(request) : request;
  }

  /**
   * Looks at the document's text before anybody parses it. A document that is asked by its id was let in before, or is
   * not found. Trusted ones were reviewed, and limits on documents do not apply to them.
   * @throws GraphQLError PERSISTED_QUERY_REQUIRED, or OPERATION_LIMIT_EXCEEDED; HTTP 400.
   */
  check(request: HTTPGraphQLRequest): void {
    const source = sourceOf(request);
    if (source === undefined || this.trusted?.has(source)) return;
    if (this.mode === 'enforce') {
      // Whoever may send it is known a little later.
      if (this.staff) return;
      throw refused();
    }
    this.limiter.check(source);
    if (this.mode !== 'log') return;
    const hash = hashOf(source);
    if (this.#logged.get(hash)) return;
    const operations = operationNames(source);
    if (!operations) return;
    this.#logged.set(hash, true);
    this.logger.warn({ hash, operations, client: clientOf(request) }, 'document is in no manifest');
  }

  /**
   * Looks at it once more when it is known who asks, where that can make a difference: an unknown document is served to
   * staff, if it is small enough, and each time logged.
   * @throws GraphQLError PERSISTED_QUERY_REQUIRED, before anything is parsed; or OPERATION_LIMIT_EXCEEDED; HTTP 400.
   */
  checkCaller(request: HTTPGraphQLRequest, identity: Identity): void {
    if (!this.staff) return;
    const source = sourceOf(request);
    if (source === undefined || this.trusted?.has(source)) return;
    const claims = identity.kind === 'caller' ? identity.claims : undefined;
    const held = scopesOf(claims);
    if (!this.staff.some((scope) => held.has(scope))) throw refused();
    this.limiter.check(source);
    this.logger.warn(
      {
        hash: hashOf(source),
        operations: operationNames(source) ?? [],
        client: clientOf(request),
        subject: claims?.sub,
      },
      'document is in no manifest, and served to staff',
    );
  }
}

function refused(): RefusedOperation {
  const message =
    'Only the documents that clients were published with are served here; ask by the id of one.';
  return new RefusedOperation('PERSISTED_QUERY_REQUIRED', 400, message);
}

function hashOf(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}

function clientOf({ headers }: HTTPGraphQLRequest): string | undefined {
  const name = headers.get('graphql-client-name') ?? headers.get('apollographql-client-name');
  return name?.slice(0, longestName);
}

/** `undefined` for what is not GraphQL, and so not served. */
function operationNames(source: string): readonly string[] | undefined {
  try {
    const names = parse(source, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? '(anonymous)'] : [],
    );
    return names.slice(0, mostNames).map((name) => name.slice(0, longestName));
  } catch {
    return undefined;
  }
}
