import { createHash } from 'node:crypto';
import { type SharedRedis } from '../../redis/shared-redis';
import { type Logger } from '../../telemetry/logger';
import { type OperationLimiter } from '../operation-limits';

/** What the keys of documents begin with. */
const namespace = 'nutgraf:persisted-query:';

/** How long Redis keeps a document after it was registered last, in seconds. */
const keptForSeconds = 24 * 60 * 60;

/** SHA-256 in hex; nothing else is a key. */
const sha256 = /^[0-9a-f]{64}$/;

/**
 * Documents that clients registered at any of several gateways, by their hash. Redis is asked only while it answers,
 * and not believed: a text counts if it has the hash of its key, and is as small as if the client had sent it here.
 */
export class SharedTexts {
  constructor(
    private readonly redis: SharedRedis,
    private readonly limiter: Pick<OperationLimiter, 'check'>,
    private readonly maxBytes: number,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** `undefined` also when Redis is away. Never throws. */
  async find(hash: string): Promise<string | undefined> {
    if (!this.redis.isReady || !sha256.test(hash)) return undefined;
    try {
      // One byte more than can be right, and no more of what somebody else may have put there.
      const text = await this.redis.client.getrange(namespace + hash, 0, this.maxBytes);
      if (text === '' || Buffer.byteLength(text) > this.maxBytes) return undefined;
      if (createHash('sha256').update(text).digest('hex') !== hash) {
        this.logger.warn({ hash }, 'a document in Redis has another hash than its key, and is not served');
        return undefined;
      }
      this.limiter.check(text);
      return text;
    } catch {
      // Whoever sends the text is told what is wrong with it.
      return undefined;
    }
  }

  /** Does not wait, and gives up if Redis does not take it. */
  keep(hash: string, text: string): void {
    if (!this.redis.isReady || !sha256.test(hash)) return;
    this.redis.client.set(namespace + hash, text, 'EX', keptForSeconds).catch(() => undefined);
  }
}
