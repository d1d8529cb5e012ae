import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../request-context';
import { notKept } from './answer-cache';
import { staticPolicy, type StaticPolicy } from './static-policy';

/** Says beside each answer how long it may be kept, and of what it tells. */
export function cachePlugin<Loaders>(): ApolloServerPlugin<BaseContext & RequestContext<Loaders>> {
  // Apollo keeps documents for as long as their texts are asked for; what is known of their operations goes with them.
  const policies = new WeakMap<OperationDefinitionNode, StaticPolicy>();
  return {
    requestDidStart: () => {
      let policy: StaticPolicy | undefined;
      return Promise.resolve({
        didResolveOperation: ({ schema, document, operation, contextValue: { cache } }) => {
          if (!operation) return Promise.resolve();
          policy = policies.get(operation);
          if (!policy) policies.set(operation, (policy = staticPolicy(schema, document, operation)));
          // Before anything runs, so that nothing is named in vain.
          cache.restrict({ maxAge: policy.maxAge, scope: policy.isPrivate ? 'PRIVATE' : 'PUBLIC' });
          return Promise.resolve();
        },
        willSendResponse: ({ response: { http, body }, contextValue: { cache } }) => {
          const result = body.kind === 'single' ? body.singleResult : undefined;
          const words = policy && result?.data && !result.errors ? cache.words(policy, result.data) : notKept;
          http.headers.set('cache-control', words.cacheControl);
          if (result && words.extensions) result.extensions = { ...result.extensions, ...words.extensions };
          return Promise.resolve();
        },
      });
    },
  };
}
