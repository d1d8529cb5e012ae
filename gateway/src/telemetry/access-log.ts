import { type IncomingHttpHeaders } from 'node:http';
import { type Logger } from './logger';

/** What is known of one operation when its answer has gone out. Nothing that a client sent is long here. */
export interface AccessRecord {
  readonly traceId: string;
  /** `undefined` for an anonymous operation, or one that was never read. */
  readonly operationName: string | undefined;
  readonly operationType: string | undefined;
  /** As the client calls itself. */
  readonly clientName: string | undefined;
  readonly clientVersion: string | undefined;
  /** Requests to subgraphs. */
  readonly fetches: number;
  /** HTTP status; 499 when the client left before the answer. */
  readonly status: number;
  /** From the end of the request's head to the end of the answer, in milliseconds. */
  readonly ms: number;
  /** `extensions.code` of the first error. */
  readonly errorCode: string | undefined;
}

/** Longest text of a client's choice in the log, in a span or in a metric. */
const mostCharacters = 100;

/** One line per operation, at `info`. */
export function logAccess(logger: Logger, record: AccessRecord): void {
  logger.info({ ...record, ms: Math.round(record.ms * 100) / 100 }, 'operation');
}

/** A text of the client's choice, as it may be written down. */
export function brief(text: string | undefined): string | undefined {
  return text === undefined || text.length <= mostCharacters ? text : text.slice(0, mostCharacters);
}

/** How a client calls itself, in headers that clients have in common, or Apollo's. */
export function clientOf(headers: IncomingHttpHeaders): Pick<AccessRecord, 'clientName' | 'clientVersion'> {
  const read = (value: string | string[] | undefined) =>
    typeof value === 'string' ? brief(value) : undefined;
  return {
    clientName: read(headers['graphql-client-name'] ?? headers['apollographql-client-name']),
    clientVersion: read(headers['graphql-client-version'] ?? headers['apollographql-client-version']),
  };
}
