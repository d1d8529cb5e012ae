import type { ApolloServerPlugin, BaseContext, GraphQLRequestListener } from '@apollo/server';
import { trace } from '@opentelemetry/api';

const onOperation: GraphQLRequestListener<BaseContext> = {
  didResolveOperation({ operation, operationName }) {
    trace.getActiveSpan()?.setAttributes({
      'graphql.operation.type': operation?.operation,
      'graphql.operation.name': operationName ?? undefined,
    });
    return Promise.resolve();
  },
};

/** Names the operation on the request's span, by OpenTelemetry's conventions for GraphQL. */
export const graphqlPlugin: ApolloServerPlugin = { requestDidStart: () => Promise.resolve(onOperation) };
