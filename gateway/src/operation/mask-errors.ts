import { isErrorCode } from '@nutgraf/contract/error-codes';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
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

/** Errors that execution made. What is kept of a subgraph's error was decided there. */
const executionErrors = new WeakSet<GraphQLError>();

/** Lets an error of execution reach clients under any code, for subgraphs have codes of their own. */
export function admitExecutionError(error: GraphQLError): void {
  executionErrors.add(error);
}

/** The code under which clients may read the error; `undefined` when its message was not written for them. */
export function publicCode(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  const { code, http } = error.extensions;
  if (error instanceof RefusedOperation) return code as string;
  // Apollo Server gives some refusals of a request a status and no code.
  if (code === undefined) return isClientError(http) ? 'BAD_REQUEST' : undefined;
  if (typeof code !== 'string' || code === internal) return undefined;
  return isErrorCode(code) || executionErrors.has(error) ? code : undefined;
}

/** The error as clients get it. */
export function maskError(formatted: GraphQLFormattedError, original: unknown): GraphQLFormattedError {
  const code = publicCode(original);
  if (code === undefined) {
    return { ...formatted, message: 'Internal server error', extensions: { code: internal } };
  }
  const kept = Object.entries(formatted.extensions ?? {}).filter(([name]) => !hiddenExtensions.has(name));
  return { ...formatted, message: messageOf(formatted), extensions: { ...Object.fromEntries(kept), code } };
}

function isClientError(http: unknown): boolean {
  const { status } = (http ?? {}) as { readonly status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
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
