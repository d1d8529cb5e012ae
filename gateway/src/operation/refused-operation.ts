import { HeaderMap } from '@apollo/server';
import { type ErrorCode } from '@nutgraf/contract/error-codes';
import { GraphQLError } from 'graphql';

/** An operation that is answered without being executed. The message is written for the client, whatever the code. */
export class RefusedOperation extends GraphQLError {
  /**
   * @param status of the HTTP answer.
   * @param headers of the HTTP answer; `retry-after`, in seconds, stands in the error's extensions too.
   * @param originalError why, for operators.
   */
  constructor(
    code: ErrorCode,
    status: number,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    originalError?: Error,
  ) {
    const retryAfter = headers['retry-after'];
    const http = { status, headers: new HeaderMap(Object.entries(headers)) };
    super(message, {
      extensions: { code, ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }), http },
      originalError,
    });
  }
}
