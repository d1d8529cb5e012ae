import { Directive, createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { HtmlScalar, RichTextScalar, type BlockDocument } from '../documents/document.read';
import { Plan } from '../entitlements/entitlement.read';

const accessReasons = {
  PUBLIC: 'PUBLIC',
  REGISTERED: 'REGISTERED',
  ENTITLED: 'ENTITLED',
  STAFF: 'STAFF',
  SIGN_IN_REQUIRED: 'SIGN_IN_REQUIRED',
  MEMBERSHIP_REQUIRED: 'MEMBERSHIP_REQUIRED',
} as const;

export type AccessReason = keyof typeof accessReasons;

registerEnumType(accessReasons, {
  name: 'AccessReason',
  description: 'Why a reader gets the whole text, or only a preview. New reasons may be added.',
  valuesConfig: {
    REGISTERED: { description: 'Signed in with a verified e-mail address.' },
    ENTITLED: { description: 'A membership opens it.' },
    STAFF: { description: 'The newsroom reads everything.' },
    SIGN_IN_REQUIRED: { description: 'A signed-in account with a verified e-mail address is needed.' },
    MEMBERSHIP_REQUIRED: { description: 'A membership is needed; see the offers.' },
  },
});

@Directive('@cacheControl(inheritMaxAge: true)')
@ObjectType()
export class FullContent {
  @Field(() => HtmlScalar)
  readonly html: string;

  @Field(() => RichTextScalar)
  readonly richText: BlockDocument;

  @Field(() => String)
  readonly plainText: string;

  @Field(() => accessReasons)
  readonly grantedBy: AccessReason;
}

@Directive('@cacheControl(inheritMaxAge: true)')
@ObjectType()
export class Paywall {
  @Field(() => accessReasons)
  readonly reason: AccessReason;

  @Field(() => String)
  readonly headline: string;

  @Field(() => [Plan], {
    nullable: true,
    description: 'Plans that would open this article, cheapest first; prices come from billing.',
  })
  readonly offers: readonly Plan[];
}

@Directive('@cacheControl(inheritMaxAge: true)')
@ObjectType()
export class PreviewContent {
  @Field(() => HtmlScalar)
  readonly html: string;

  @Field(() => RichTextScalar)
  readonly richText: BlockDocument;

  @Field(() => String)
  readonly plainText: string;

  @Field(() => Int)
  readonly remainingWords: number;

  @Field(() => Paywall)
  readonly paywall: Paywall;
}

export const ArticleContent = createUnionType({
  name: 'ArticleContent',
  types: () => [FullContent, PreviewContent] as const,
  resolveType: (value) => ('paywall' in value ? 'PreviewContent' : 'FullContent'),
});
