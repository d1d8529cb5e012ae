import { readResponse } from './read-response';
import { type RawAnswer } from './subgraph-request';

/** Codes of errors of a connection that was refused, reset or closed. */
const brokenConnections = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/** Codes of errors that are not the subgraph's fault: a header that cannot be sent, a gateway that stops. */
const ownFaults = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
  'UND_ERR_ABORTED',
]);

/** What stands in front of a subgraph says so, and means that the subgraph has not answered. */
const proxyStatuses = new Set([502, 503, 504]);

/**
 * Whether a connection broke in a way that may be over in a moment. One that could not be made in time is none of these:
 * another try would wait as long again.
 */
export function isBrokenConnection(error: Error): boolean {
  return brokenConnections.has(codeOf(error));
}

export function isOwnFault(error: Error): boolean {
  return ownFaults.has(codeOf(error));
}

/** Whether a status may come from a proxy in place of the subgraph. */
export function isProxyStatus(status: number): boolean {
  return proxyStatuses.has(status);
}

/** Whether a server could not serve. A GraphQL answer is an answer whatever its status. */
export function isServerFailure({ status, body }: RawAnswer): boolean {
  return status >= 500 && readResponse(body.toString('utf8')) === null;
}

function codeOf(error: Error): string {
  return String((error as NodeJS.ErrnoException).code);
}
