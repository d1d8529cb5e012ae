import { type HTTPGraphQLResponse } from '@apollo/server';
import { type FormattedExecutionResult } from 'graphql';
import { isCarried } from '../operation/client-answer';
import { type ClientCall } from '../operation/client-call';

/**
 * Puts the trace id on the errors of an answer that has no other content. Some of them Apollo Server wrote before or
 * after its request hooks: for a refused token, or a GET without preflight.
 */
export function traceErrors(
  answer: HTTPGraphQLResponse,
  { outcome, trace }: ClientCall,
): HTTPGraphQLResponse {
  const { status = 200, body } = answer;
  // An answer with data went through the hooks.
  if (status < 400 || body.kind !== 'complete' || isCarried(body.string)) return answer;
  const result = JSON.parse(body.string) as FormattedExecutionResult;
  outcome.errorCode = result.errors?.[0]?.extensions?.code as string | undefined;
  const errors = result.errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, traceId: trace.traceId },
  }));
  return { ...answer, body: { kind: 'complete', string: JSON.stringify({ ...result, errors }) + '\n' } };
}
