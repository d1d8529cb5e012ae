import { type GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { type OperationContext } from './client-call';

/**
 * Says whether the answer may be kept: as long as the least of its parts, only by its client where anything about the
 * client went in, and not at all unless everything in it was spoken for. Apollo Server's own plugin would watch each
 * field of a schema that is executed in place, which costs and brings nothing here.
 */
export function setCacheControl(request: GraphQLRequestContextWillSendResponse<OperationContext>): void {
  const { headers } = request.response.http;
  // A plugin that wrote it by itself knows why.
  if (!headers.has('cache-control')) headers.set('cache-control', lifetimeOf(request));
}

function lifetimeOf({
  response: { body },
  operation,
  overallCachePolicy: policy,
  contextValue: { call, identity },
}: GraphQLRequestContextWillSendResponse<OperationContext>): string {
  const { lifetime } = call.answerHeaders;
  // Nobody spoke of it, as for most answers.
  if (!lifetime.isLimited && policy.maxAge === undefined) return 'no-store';
  const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
  if (!isWhole || operation?.operation !== OperationTypeNode.QUERY) return 'no-store';
  // A plan tells of this one request, and a session that has to be renewed of this one client.
  if (call.wantsPlan || (identity.kind === 'anonymous' && identity.refusal)) return 'no-store';
  if (policy.maxAge !== undefined) lifetime.speakForSilentParts(policy.maxAge);
  const isForOne = identity.kind === 'caller' || call.authorization !== undefined;
  if (isForOne || policy.scope === 'PRIVATE') lifetime.becomePrivate();
  return lifetime.toString();
}
