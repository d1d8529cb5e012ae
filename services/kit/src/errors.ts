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

export function unauthenticated(): ClientError {
  return new ClientError('UNAUTHENTICATED', 'Sign in to use this field.');
}

export function forbidden(scopes: readonly (readonly string[])[]): ClientError {
  const needed = scopes.map((all) => all.join(' and ')).join(', or ');
  return new ClientError('FORBIDDEN', `This field needs the scope ${needed}.`);
}

export function badUserInput(message: string): ClientError {
  return new ClientError('BAD_USER_INPUT', message);
}
