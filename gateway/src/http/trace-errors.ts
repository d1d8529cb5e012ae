import { type FormattedExecutionResult } from 'graphql';
import { type ClientCall } from '../operation/client-call';

/**
 * Puts the trace id on the errors of an answer that has no other content. Some of them Apollo Server wrote before or
 * after its request hooks: for a refused token, a GET without preflight, a media type it does not have.
 */
export function traceErrors(text: string, { outcome, trace }: ClientCall): string {
  const result = JSON.parse(text) as FormattedExecutionResult;
  outcome.errorCode = result.errors?.[0]?.extensions?.code as string | undefined;
  const errors = result.errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, traceId: trace.traceId },
  }));
  return JSON.stringify({ ...result, errors }) + '\n';
}
