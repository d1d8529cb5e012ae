import { isErrorCode } from '@nutgraf/contract/error-codes';
import { type GraphQLFormattedError } from 'graphql';
import { RefusedOperation } from './refused-operation';

const internal = 'INTERNAL_SERVER_ERROR';

/** What a subgraph or a library may put beside an error and clients must not see. */
const hiddenExtensions = new Set([
  'stacktrace',
  'exception',
  'service',
  'serviceName',
  'http',
  'validationErrorCode',
]);

/** True when the message was written for clients. An error without a code of the closed list was not. */
export function isMeantForClients(code: unknown, error: unknown): boolean {
  return (isErrorCode(code) && code !== internal) || error instanceof RefusedOperation;
}

/** The error as clients get it. */
export function maskError(formatted: GraphQLFormattedError, original: unknown): GraphQLFormattedError {
  const { code } = formatted.extensions ?? {};
  if (!isMeantForClients(code, original)) {
    return { ...formatted, message: 'Internal server error', extensions: { code: internal } };
  }
  const kept = Object.entries(formatted.extensions ?? {}).filter(([name]) => !hiddenExtensions.has(name));
  return { ...formatted, message: messageOf(formatted), extensions: Object.fromEntries(kept) };
}

function messageOf({ message, extensions }: GraphQLFormattedError): string {
  if (extensions?.validationErrorCode === 'INTROSPECTION_DISABLED') {
    return 'Introspection is turned off here; ask the operator for the schema.';
  }
  // graphql-js suggests names from the schema, in messages about variables too, where Apollo Server leaves them.
  const isFromValidation =
    extensions?.code === 'GRAPHQL_VALIDATION_FAILED' || message.startsWith('Variable "$');
  return isFromValidation ? message.replace(/ ?Did you mean .+\?$/s, '') : message;
}
