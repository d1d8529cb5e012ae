import { Node } from '@nutgraf/kit/graphql/node.type';
import { LocaleScalar } from '@nutgraf/kit/graphql/scalars';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { AccountStatus, Role } from './account.rules';

registerEnumType(Role, { name: 'Role' });
registerEnumType(AccountStatus, {
  name: 'AccountStatus',
  valuesConfig: {
    UNVERIFIED: { description: 'Registered, email not yet verified: may read, may not comment or pay.' },
  },
});

/** Its `user` and `email` are in the resolver. */
@Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: 'The private side of a person. One Account has exactly one User.',
})
export class Account extends Node {
  @Field(() => Date, { nullable: true })
  readonly emailVerifiedAt: Date | null;

  @Field(() => AccountStatus)
  readonly status: AccountStatus;

  @Field(() => [Role])
  readonly roles: Role[];

  @Field(() => LocaleScalar)
  readonly locale: string;

  @Field(() => String)
  readonly timeZone: string;

  @Field(() => Date)
  readonly createdAt: Date;
}
