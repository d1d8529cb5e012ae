import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { entitlementSources, type EntitlementSource } from './entitlement.rules';

registerEnumType(entitlementSources, {
  name: 'EntitlementSource',
  description: 'New values may be added at any time: clients must accept ones they do not know.',
});

@Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
@ObjectType()
export class Entitlement {
  readonly featureId: string;

  readonly planId: string | null;

  @Field(() => entitlementSources)
  readonly source: EntitlementSource;

  @Field(() => Date)
  readonly validFrom: Date;

  @Field(() => Date, { nullable: true, description: 'No longer valid at this instant; null for no end.' })
  readonly validUntil: Date | null;
}
