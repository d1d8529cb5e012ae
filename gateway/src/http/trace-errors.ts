import { type FormattedExecutionResult } from 'graphql';
import { type ClientCall } from '../operation/client-call';

/**
 * Puts the trace id on the errors of an answer that Apollo Server wrote before its request hooks could run, such as
 * a refused token or a GET without preflight.
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
