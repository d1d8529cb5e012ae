import type { ErrorCode } from '@nutgraf/contract/error-codes';
import { GraphQLError } from 'graphql';

/**
 * An error whose message is meant for the client; every other error is masked and logged. Business
 * errors are no exceptions: they are data in the payload's `errors`.
 */
export class ClientError extends GraphQLError {
  constructor(code: ErrorCode, message: string) {
    super(message, { extensions: { code } });
  }
}

/** For a guest who asks for what needs an account. */
export function unauthenticated(): ClientError {
  return new ClientError('UNAUTHENTICATED', 'Sign in to use this field.');
}

/** For an account without the scopes: any of the inner lists, each as a whole. */
export function forbidden(scopes: readonly (readonly string[])[]): ClientError {
  const needed = scopes.map((all) => all.join(' and ')).join(', or ');
  return new ClientError('FORBIDDEN', `This field needs the scope ${needed}.`);
}

/** For arguments that make no sense, such as a page of -1. The message says what to send instead. */
export function badUserInput(message: string): ClientError {
  return new ClientError('BAD_USER_INPUT', message);
}
