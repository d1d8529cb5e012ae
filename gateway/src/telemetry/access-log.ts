import { type Logger } from './logger';

/** How a client calls itself. */
export interface ClientName {
  readonly name: string | undefined;
  readonly version: string | undefined;
}

/** What is known of one operation when its answer has gone out. */
export interface AccessRecord {
  readonly traceId: string;
  /** `undefined` for an anonymous operation, or one that was never read. */
  readonly operationName: string | undefined;
  /** `query` or `mutation`; `undefined` for one that was refused before that was known. */
  readonly operationType: string | undefined;
  readonly client: ClientName | undefined;
  /** HTTP status; 499 when the client left before the answer. */
  readonly status: number;
  /** From the end of the request's head to the end of the answer, in milliseconds. */
  readonly ms: number;
  /** Requests to subgraphs, another try of the same not counted. */
  readonly fetches: number;
  /** `extensions.code` of the first error. */
  readonly errorCode: string | undefined;
}

/** One line per operation, at `info`. */
export function logAccess(logger: Logger, record: AccessRecord): void {
  logger.info({ ...record, ms: Math.round(record.ms * 100) / 100 }, 'operation');
}
