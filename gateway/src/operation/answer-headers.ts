import { AnswerLifetime } from './answer-lifetime';

/**
 * Headers of one answer to a client that do not come from Apollo Server, which keeps one value for each name and
 * would lose cookies.
 */
export class AnswerHeaders {
  readonly values = new Map<string, string>();
  /** Values of `Set-Cookie`, in the order of their arrival. */
  readonly cookies: string[] = [];
  /** What becomes `Cache-Control`. */
  readonly lifetime = new AnswerLifetime();
}
