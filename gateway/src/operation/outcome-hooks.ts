import { type ApolloServerPlugin } from '@apollo/server';
import { type Logger } from '../telemetry/logger';
import { type OperationContext } from './client-call';
import { setCacheControl } from './cache-control';
import { publicCode } from './mask-errors';
import { RefusedOperation } from './refused-operation';

/**
 * Follows each operation: logs what went wrong and is masked, puts the trace id on every error, and tells the
 * access log what it was.
 */
export function outcomeHooks(logger: Logger): ApolloServerPlugin<OperationContext> {
  return {
    requestDidStart: ({ contextValue }) => {
      const { outcome, trace } = contextValue.call;
      return Promise.resolve({
        didResolveOperation: ({ operationName, operation }) => {
          outcome.operationName = operationName ?? undefined;
          outcome.operationType = operation?.operation;
          return Promise.resolve();
        },
        didEncounterErrors: ({ errors }) => {
          for (const error of errors) {
            const facts = {
              err: error.originalError ?? error,
              path: error.path,
              traceId: trace.traceId,
            };
            if (publicCode(error) === undefined) logger.error(facts, 'masked error');
            else if (error instanceof RefusedOperation && error.originalError)
              logger.error(facts, 'operation refused');
          }
          return Promise.resolve();
        },
        willSendResponse: (requestContext) => {
          setCacheControl(requestContext);
          const { body } = requestContext.response;
          if (body.kind !== 'single') return Promise.resolve();
          const { errors } = body.singleResult;
          outcome.errorCode = errors?.[0]?.extensions?.code as string | undefined;
          if (errors) {
            body.singleResult.errors = errors.map((error) => ({
              ...error,
              extensions: { ...error.extensions, traceId: trace.traceId },
            }));
          }
          return Promise.resolve();
        },
      });
    },
  };
}
