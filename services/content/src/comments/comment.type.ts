import { Node } from '@nutgraf/kit/graphql/node.type';
import { Satisfies } from '@nutgraf/kit/graphql/validators';
import { connectionType } from '@nutgraf/kit/paging/connection';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { HtmlScalar } from '../documents/document.read';
import { UserError, type ContentUserError } from '../errors/user-error.type';
import { isClientId, isCommentBody, longestBody } from './comment.rules';

export const commentOrders = { OLDEST: 'OLDEST', NEWEST: 'NEWEST' } as const;

registerEnumType(commentOrders, { name: 'CommentOrder' });

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node })
export class Comment extends Node {
  @Field(() => HtmlScalar)
  readonly body: string;

  @Field(() => Date)
  readonly createdAt: Date;
}

export const CommentConnection = connectionType('Comment', () => Comment);

@InputType()
export class CommentAddInput {
  @Field(() => ID)
  readonly articleId: string;

  @Field(() => ID, { nullable: true, description: 'The comment of the same article that this one answers.' })
  readonly parentId?: string | null;

  @Field(() => String, {
    description: `Plain text of 1 to ${longestBody} characters; empty lines separate paragraphs.`,
  })
  @Satisfies(isCommentBody, `A comment has between 1 and ${longestBody} characters of text.`)
  readonly body: string;

  @Field(() => ID, {
    description: 'Client-chosen id, such as a UUID: a retried submission returns the first comment.',
  })
  @Satisfies(isClientId, 'A client id has between 1 and 100 printable ASCII characters.')
  readonly clientId: string;
}

@ObjectType()
export class CommentPayload {
  @Field(() => Comment, { nullable: true })
  readonly comment: Comment | null;

  @Field(() => [UserError])
  readonly errors: readonly ContentUserError[];
}
