/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who may read the whole text. New levels may be added: treat an unknown one as closed. */
export type AccessLevel =
  /** Any paying (or trialing, or comped) member. */
  | 'MEMBERS'
  | 'PUBLIC'
  /** Any signed-in, verified account. */
  | 'REGISTERED'
  | '%future added value';

/** Why a reader gets the whole text, or only a preview. New reasons may be added. */
export type AccessReason =
  /** A membership opens it. */
  | 'ENTITLED'
  /** A membership is needed; see the offers. */
  | 'MEMBERSHIP_REQUIRED'
  | 'PUBLIC'
  /** Signed in with a verified e-mail address. */
  | 'REGISTERED'
  /** A signed-in account with a verified e-mail address is needed. */
  | 'SIGN_IN_REQUIRED'
  /** The newsroom reads everything. */
  | 'STAFF'
  | '%future added value';

export type AccountStatus =
  | 'ACTIVE'
  | 'SUSPENDED'
  /** Registered, email not yet verified: may read, may not comment or pay. */
  | 'UNVERIFIED'
  | '%future added value';

export type BillingInterval =
  | 'MONTH'
  | 'YEAR'
  | '%future added value';

export type CommentAddInput = {
  articleId: string;
  /** Plain text of 1 to 10000 characters; empty lines separate paragraphs. */
  body: string;
  /** Client-chosen id, such as a UUID: a retried submission returns the first comment. */
  clientId: string;
  /** The comment of the same article that this one answers. */
  parentId?: string | null | undefined;
};

export type CommentOrder =
  | 'NEWEST'
  | 'OLDEST';

/** New values may be added at any time: clients must accept ones they do not know. */
export type EntitlementSource =
  | 'COMP'
  | 'GRACE'
  | 'SUBSCRIPTION'
  | 'TRIAL'
  | '%future added value';

export type PasswordSignIn = {
  email: string;
  password: string;
};

export type Role =
  | 'ADMIN'
  | 'AUTHOR'
  | 'BILLING_ADMIN'
  | 'EDITOR'
  | 'MODERATOR'
  | 'READER'
  | '%future added value';

/** Exactly one way to sign in. */
export type SessionCreateInput = {
  by: SignInBy;
  /** Shown in the list of sessions. */
  deviceName?: string | null | undefined;
  transport?: SessionTransport;
};

/** How the caller wants to hold its session. */
export type SessionTransport =
  /** Tokens in the payload (mobile, CLI). */
  | 'BEARER'
  /** httpOnly, SameSite=Lax cookies (Secure and __Host- on https), set by users and passed on by the gateway (web). */
  | 'COOKIE';

export type SignInBy =
  {   password: PasswordSignIn; };

/** New values may be added at any time: clients must accept ones they do not know. */
export type SubscriptionStatus =
  | 'ACTIVE'
  /** Final. */
  | 'CANCELED'
  /** First payment not confirmed yet (3-D Secure, bank debit). Grants nothing. */
  | 'INCOMPLETE'
  /** First payment never came within 23 hours. Final. */
  | 'INCOMPLETE_EXPIRED'
  /** A renewal failed; retries run, access continues through the grace period. */
  | 'PAST_DUE'
  /** No access and no invoices until resumed. */
  | 'PAUSED'
  | 'TRIALING'
  /** Retries exhausted and the policy keeps the contract: no access, no new charges. */
  | 'UNPAID'
  | '%future added value';

export type TaxBehavior =
  | 'EXCLUSIVE'
  | 'INCLUSIVE'
  | '%future added value';

export type UserErrorCode =
  | 'ACCOUNT_SUSPENDED'
  | 'COMMENTS_CLOSED'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'HANDLE_TAKEN'
  | 'IDEMPOTENCY_IN_PROGRESS'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_INPUT'
  | 'INVALID_OR_EXPIRED_TOKEN'
  | 'NOT_FOUND'
  | 'PASSWORD_BREACHED'
  | 'RATE_LIMITED'
  | '%future added value';

export type AddCommentMutationVariables = Exact<{
  input: CommentAddInput;
}>;


export type AddCommentMutation = { __typename: 'Mutation', commentAdd: { __typename: 'CommentPayload', comment: (
      { __typename: 'Comment', article: { __typename: 'Article', id: string, commentCount: number } }
      & { ' $fragmentRefs'?: { 'CommentItemFragment': CommentItemFragment } }
    ) | null, errors: Array<
      | (
        { __typename: 'GenericError' }
        & { ' $fragmentRefs'?: { 'ErrorList_GenericError_Fragment': ErrorList_GenericError_Fragment } }
      )
      | (
        { __typename: 'RateLimitedError' }
        & { ' $fragmentRefs'?: { 'ErrorList_RateLimitedError_Fragment': ErrorList_RateLimitedError_Fragment } }
      )
    > } | null };

export type ArticleMobileQueryVariables = Exact<{
  id: string;
}>;


export type ArticleMobileQuery = { __typename: 'Query', article: { __typename: 'Article', id: string, slug: string, title: string, subtitle: string | null, readingMinutes: number, publishedAt: string | null, authors: Array<(
      { __typename: 'User' }
      & { ' $fragmentRefs'?: { 'UserChipFragment': UserChipFragment } }
    )> | null, content:
      | { __typename: 'FullContent', richText: unknown, grantedBy: AccessReason }
      | { __typename: 'PreviewContent', richText: unknown, remainingWords: number, paywall: (
          { __typename: 'Paywall' }
          & { ' $fragmentRefs'?: { 'PaywallViewFragment': PaywallViewFragment } }
        ) }
     } | null };

export type ArticlePageQueryVariables = Exact<{
  slug: string;
  commentsFirst?: number | null | undefined;
}>;


export type ArticlePageQuery = { __typename: 'Query', article: (
    { __typename: 'Article', url: string, updatedAt: string, commentsEnabled: boolean, comments: { __typename: 'CommentConnection', edges: Array<{ __typename: 'CommentEdge', cursor: string, node: (
          { __typename: 'Comment', replies: { __typename: 'CommentConnection', edges: Array<{ __typename: 'CommentEdge', cursor: string, node: (
                { __typename: 'Comment' }
                & { ' $fragmentRefs'?: { 'CommentItemFragment': CommentItemFragment } }
              ) }>, pageInfo: (
              { __typename: 'PageInfo' }
              & { ' $fragmentRefs'?: { 'PageInfoForwardFragment': PageInfoForwardFragment } }
            ) } }
          & { ' $fragmentRefs'?: { 'CommentItemFragment': CommentItemFragment } }
        ) }>, pageInfo: (
        { __typename: 'PageInfo' }
        & { ' $fragmentRefs'?: { 'PageInfoForwardFragment': PageInfoForwardFragment } }
      ) } }
    & { ' $fragmentRefs'?: { 'ArticleCardFragment': ArticleCardFragment;'ArticleContentViewFragment': ArticleContentViewFragment } }
  ) | null };

export type AuthorPageQueryVariables = Exact<{
  handle: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuthorPageQuery = { __typename: 'Query', user: (
    { __typename: 'User', bio: string | null, website: string | null, joinedAt: string, articleCount: number | null, articles: { __typename: 'ArticleConnection', edges: Array<{ __typename: 'ArticleEdge', cursor: string, node: (
          { __typename: 'Article' }
          & { ' $fragmentRefs'?: { 'ArticleCardFragment': ArticleCardFragment } }
        ) }>, pageInfo: (
        { __typename: 'PageInfo' }
        & { ' $fragmentRefs'?: { 'PageInfoForwardFragment': PageInfoForwardFragment } }
      ) } | null }
    & { ' $fragmentRefs'?: { 'UserChipFragment': UserChipFragment } }
  ) | null };

export type CommentsPageQueryVariables = Exact<{
  articleId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  orderBy?: CommentOrder | null | undefined;
}>;


export type CommentsPageQuery = { __typename: 'Query', article: { __typename: 'Article', id: string, comments: { __typename: 'CommentConnection', edges: Array<{ __typename: 'CommentEdge', cursor: string, node: (
          { __typename: 'Comment' }
          & { ' $fragmentRefs'?: { 'CommentItemFragment': CommentItemFragment } }
        ) }>, pageInfo: (
        { __typename: 'PageInfo' }
        & { ' $fragmentRefs'?: { 'PageInfoForwardFragment': PageInfoForwardFragment } }
      ) } } | null };

export type PageInfoForwardFragment = { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } & { ' $fragmentName'?: 'PageInfoForwardFragment' };

export type MoneyTextFragment = { __typename: 'Money', minor: number, currency: string, exponent: number, formatted: string } & { ' $fragmentName'?: 'MoneyTextFragment' };

type ErrorList_GenericError_Fragment = { __typename: 'GenericError', code: UserErrorCode, message: string, path: Array<string> | null } & { ' $fragmentName'?: 'ErrorList_GenericError_Fragment' };

type ErrorList_RateLimitedError_Fragment = { __typename: 'RateLimitedError', retryAt: string, code: UserErrorCode, message: string, path: Array<string> | null } & { ' $fragmentName'?: 'ErrorList_RateLimitedError_Fragment' };

export type ErrorListFragment =
  | ErrorList_GenericError_Fragment
  | ErrorList_RateLimitedError_Fragment
;

export type SessionTokensFragment = { __typename: 'TokenPair', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } & { ' $fragmentName'?: 'SessionTokensFragment' };

export type UserChipFragment = { __typename: 'User', id: string, handle: string, displayName: string, isSupporter: boolean | null } & { ' $fragmentName'?: 'UserChipFragment' };

export type ArticleCardFragment = { __typename: 'Article', id: string, slug: string, title: string, subtitle: string | null, excerpt: string, accessLevel: AccessLevel, publishedAt: string | null, readingMinutes: number, commentCount: number, authors: Array<(
    { __typename: 'User' }
    & { ' $fragmentRefs'?: { 'UserChipFragment': UserChipFragment } }
  )> | null, topics: Array<{ __typename: 'Topic', id: string, slug: string, name: string }> } & { ' $fragmentName'?: 'ArticleCardFragment' };

export type ArticleContentViewFragment = { __typename: 'Article', content:
    | { __typename: 'FullContent', html: string, richText: unknown, grantedBy: AccessReason }
    | { __typename: 'PreviewContent', html: string, richText: unknown, remainingWords: number, paywall: (
        { __typename: 'Paywall' }
        & { ' $fragmentRefs'?: { 'PaywallViewFragment': PaywallViewFragment } }
      ) }
   } & { ' $fragmentName'?: 'ArticleContentViewFragment' };

export type PaywallViewFragment = { __typename: 'Paywall', reason: AccessReason, headline: string, offers: Array<(
    { __typename: 'Plan' }
    & { ' $fragmentRefs'?: { 'PaywallOfferFragment': PaywallOfferFragment } }
  )> | null } & { ' $fragmentName'?: 'PaywallViewFragment' };

export type PaywallOfferFragment = { __typename: 'Plan', id: string, code: string, name: string, trialDays: number, prices: Array<(
    { __typename: 'Price' }
    & { ' $fragmentRefs'?: { 'PriceTagFragment': PriceTagFragment } }
  )> } & { ' $fragmentName'?: 'PaywallOfferFragment' };

export type PriceTagFragment = { __typename: 'Price', id: string, interval: BillingInterval, intervalCount: number, taxBehavior: TaxBehavior, unitAmount: (
    { __typename: 'Money' }
    & { ' $fragmentRefs'?: { 'MoneyTextFragment': MoneyTextFragment } }
  ) } & { ' $fragmentName'?: 'PriceTagFragment' };

export type PlanCardFragment = { __typename: 'Plan', id: string, code: string, name: string, description: string | null, highlights: Array<string>, rank: number, trialDays: number, viewerIsSubscribed: boolean, features: Array<{ __typename: 'Feature', id: string, code: string, name: string }>, prices: Array<(
    { __typename: 'Price' }
    & { ' $fragmentRefs'?: { 'PriceTagFragment': PriceTagFragment } }
  )> } & { ' $fragmentName'?: 'PlanCardFragment' };

export type CommentItemFragment = { __typename: 'Comment', id: string, body: string, createdAt: string, replyCount: number, author: (
    { __typename: 'User' }
    & { ' $fragmentRefs'?: { 'UserChipFragment': UserChipFragment } }
  ) | null } & { ' $fragmentName'?: 'CommentItemFragment' };

export type MembershipBadgeFragment = { __typename: 'MemberSubscription', id: string, status: SubscriptionStatus, cancelAtPeriodEnd: boolean, trialEndsAt: string | null, graceEndsAt: string | null, currentPeriod: { __typename: 'Period', start: string, end: string }, plan: { __typename: 'Plan', id: string, code: string, name: string, rank: number }, price: (
    { __typename: 'Price' }
    & { ' $fragmentRefs'?: { 'PriceTagFragment': PriceTagFragment } }
  ) } & { ' $fragmentName'?: 'MembershipBadgeFragment' };

export type HomeFeedQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HomeFeedQuery = { __typename: 'Query', articles: { __typename: 'ArticleConnection', edges: Array<{ __typename: 'ArticleEdge', cursor: string, node: (
        { __typename: 'Article' }
        & { ' $fragmentRefs'?: { 'ArticleCardFragment': ArticleCardFragment } }
      ) }>, pageInfo: (
      { __typename: 'PageInfo' }
      & { ' $fragmentRefs'?: { 'PageInfoForwardFragment': PageInfoForwardFragment } }
    ) } };

export type PlansPageQueryVariables = Exact<{
  currency: string;
}>;


export type PlansPageQuery = { __typename: 'Query', plans: Array<(
    { __typename: 'Plan' }
    & { ' $fragmentRefs'?: { 'PlanCardFragment': PlanCardFragment } }
  )>, viewer: { __typename: 'Account', id: string, subscription: (
      { __typename: 'MemberSubscription' }
      & { ' $fragmentRefs'?: { 'MembershipBadgeFragment': MembershipBadgeFragment } }
    ) | null } | null };

export type SignInMutationVariables = Exact<{
  input: SessionCreateInput;
}>;


export type SignInMutation = { __typename: 'Mutation', sessionCreate: { __typename: 'SessionCreatePayload', session: { __typename: 'Session', id: string, expiresAt: string } | null, account: { __typename: 'Account', id: string, user: (
        { __typename: 'User' }
        & { ' $fragmentRefs'?: { 'UserChipFragment': UserChipFragment } }
      ), subscription: (
        { __typename: 'MemberSubscription' }
        & { ' $fragmentRefs'?: { 'MembershipBadgeFragment': MembershipBadgeFragment } }
      ) | null } | null, tokens: (
      { __typename: 'TokenPair' }
      & { ' $fragmentRefs'?: { 'SessionTokensFragment': SessionTokensFragment } }
    ) | null, errors: Array<
      | (
        { __typename: 'GenericError' }
        & { ' $fragmentRefs'?: { 'ErrorList_GenericError_Fragment': ErrorList_GenericError_Fragment } }
      )
      | (
        { __typename: 'RateLimitedError' }
        & { ' $fragmentRefs'?: { 'ErrorList_RateLimitedError_Fragment': ErrorList_RateLimitedError_Fragment } }
      )
    > } };

export type SessionRefreshMutationVariables = Exact<{
  refreshToken?: string | null | undefined;
}>;


export type SessionRefreshMutation = { __typename: 'Mutation', sessionRefresh: { __typename: 'SessionCreatePayload', tokens: (
      { __typename: 'TokenPair' }
      & { ' $fragmentRefs'?: { 'SessionTokensFragment': SessionTokensFragment } }
    ) | null, errors: Array<
      | (
        { __typename: 'GenericError' }
        & { ' $fragmentRefs'?: { 'ErrorList_GenericError_Fragment': ErrorList_GenericError_Fragment } }
      )
      | (
        { __typename: 'RateLimitedError' }
        & { ' $fragmentRefs'?: { 'ErrorList_RateLimitedError_Fragment': ErrorList_RateLimitedError_Fragment } }
      )
    > } };

export type SessionRevokeMutationVariables = Exact<{
  id?: string | null | undefined;
}>;


export type SessionRevokeMutation = { __typename: 'Mutation', sessionRevoke: { __typename: 'SessionRevokePayload', revokedSessionIds: Array<string>, errors: Array<
      | (
        { __typename: 'GenericError' }
        & { ' $fragmentRefs'?: { 'ErrorList_GenericError_Fragment': ErrorList_GenericError_Fragment } }
      )
      | (
        { __typename: 'RateLimitedError' }
        & { ' $fragmentRefs'?: { 'ErrorList_RateLimitedError_Fragment': ErrorList_RateLimitedError_Fragment } }
      )
    > } | null };

export type ViewerShellQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerShellQuery = { __typename: 'Query', viewer: { __typename: 'Account', id: string, email: string | null, emailVerifiedAt: string | null, status: AccountStatus, roles: Array<Role>, locale: string, user: (
      { __typename: 'User' }
      & { ' $fragmentRefs'?: { 'UserChipFragment': UserChipFragment } }
    ), subscription: (
      { __typename: 'MemberSubscription' }
      & { ' $fragmentRefs'?: { 'MembershipBadgeFragment': MembershipBadgeFragment } }
    ) | null, entitlements: Array<{ __typename: 'Entitlement', source: EntitlementSource, validUntil: string | null, feature: { __typename: 'Feature', id: string, code: string } }> | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PageInfoForwardFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment PageInfoForward on PageInfo{__typename hasNextPage endCursor}", {"fragmentName":"PageInfoForward"}) as unknown as TypedDocumentString<PageInfoForwardFragment, unknown>;
export const ErrorListFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment ErrorList on UserError{__typename code message path ...on RateLimitedError{__typename retryAt}}", {"fragmentName":"ErrorList"}) as unknown as TypedDocumentString<ErrorListFragment, unknown>;
export const SessionTokensFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment SessionTokens on TokenPair{__typename accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt}", {"fragmentName":"SessionTokens"}) as unknown as TypedDocumentString<SessionTokensFragment, unknown>;
export const UserChipFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment UserChip on User{__typename id handle displayName isSupporter}", {"fragmentName":"UserChip"}) as unknown as TypedDocumentString<UserChipFragment, unknown>;
export const ArticleCardFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment ArticleCard on Article{__typename id slug title subtitle excerpt accessLevel publishedAt readingMinutes commentCount authors{__typename ...UserChip}topics{__typename id slug name}}fragment UserChip on User{__typename id handle displayName isSupporter}", {"fragmentName":"ArticleCard"}) as unknown as TypedDocumentString<ArticleCardFragment, unknown>;
export const MoneyTextFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment MoneyText on Money{__typename minor currency exponent formatted}", {"fragmentName":"MoneyText"}) as unknown as TypedDocumentString<MoneyTextFragment, unknown>;
export const PriceTagFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}fragment MoneyText on Money{__typename minor currency exponent formatted}", {"fragmentName":"PriceTag"}) as unknown as TypedDocumentString<PriceTagFragment, unknown>;
export const PaywallOfferFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment PaywallOffer on Plan{__typename id code name trialDays prices{__typename ...PriceTag}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}", {"fragmentName":"PaywallOffer"}) as unknown as TypedDocumentString<PaywallOfferFragment, unknown>;
export const PaywallViewFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment PaywallView on Paywall{__typename reason headline offers{__typename ...PaywallOffer}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment PaywallOffer on Plan{__typename id code name trialDays prices{__typename ...PriceTag}}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}", {"fragmentName":"PaywallView"}) as unknown as TypedDocumentString<PaywallViewFragment, unknown>;
export const ArticleContentViewFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment ArticleContentView on Article{__typename content{__typename ...on FullContent{__typename html richText grantedBy}...on PreviewContent{__typename html richText remainingWords paywall{__typename ...PaywallView}}}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment PaywallView on Paywall{__typename reason headline offers{__typename ...PaywallOffer}}fragment PaywallOffer on Plan{__typename id code name trialDays prices{__typename ...PriceTag}}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}", {"fragmentName":"ArticleContentView"}) as unknown as TypedDocumentString<ArticleContentViewFragment, unknown>;
export const PlanCardFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment PlanCard on Plan{__typename id code name description highlights rank trialDays viewerIsSubscribed features{__typename id code name}prices(currency:$currency){__typename ...PriceTag}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}", {"fragmentName":"PlanCard"}) as unknown as TypedDocumentString<PlanCardFragment, unknown>;
export const CommentItemFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment CommentItem on Comment{__typename id body createdAt replyCount author{__typename ...UserChip}}fragment UserChip on User{__typename id handle displayName isSupporter}", {"fragmentName":"CommentItem"}) as unknown as TypedDocumentString<CommentItemFragment, unknown>;
export const MembershipBadgeFragmentDoc = /*#__PURE__*/ new TypedDocumentString("fragment MembershipBadge on MemberSubscription{__typename id status cancelAtPeriodEnd trialEndsAt graceEndsAt currentPeriod{__typename start end}plan{__typename id code name rank}price{__typename ...PriceTag}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}", {"fragmentName":"MembershipBadge"}) as unknown as TypedDocumentString<MembershipBadgeFragment, unknown>;
export const AddCommentDocument = /*#__PURE__*/ new TypedDocumentString("mutation AddComment($input:CommentAddInput!){__typename commentAdd(input:$input){__typename comment{__typename ...CommentItem article{__typename id commentCount}}errors{__typename ...ErrorList}}}fragment ErrorList on UserError{__typename code message path ...on RateLimitedError{__typename retryAt}}fragment UserChip on User{__typename id handle displayName isSupporter}fragment CommentItem on Comment{__typename id body createdAt replyCount author{__typename ...UserChip}}", {"operationName":"AddComment","operation":"mutation","hash":"1b59ced8394f493540a5ef59b9f9233a977317561444ae6a430e041ae5025c58"}) as unknown as TypedDocumentString<AddCommentMutation, AddCommentMutationVariables>;
export const ArticleMobileDocument = /*#__PURE__*/ new TypedDocumentString("query ArticleMobile($id:ID!){__typename article(by:{id:$id}){__typename id slug title subtitle readingMinutes publishedAt authors{__typename ...UserChip}content{__typename ...on FullContent{__typename richText grantedBy}...on PreviewContent{__typename richText remainingWords paywall{__typename ...PaywallView}}}}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment UserChip on User{__typename id handle displayName isSupporter}fragment PaywallView on Paywall{__typename reason headline offers{__typename ...PaywallOffer}}fragment PaywallOffer on Plan{__typename id code name trialDays prices{__typename ...PriceTag}}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}", {"operationName":"ArticleMobile","operation":"query","hash":"e88eab1b0beaf65a08f3ece0cfb5bfaacecc5a406d841cb80253de2b5673042a"}) as unknown as TypedDocumentString<ArticleMobileQuery, ArticleMobileQueryVariables>;
export const ArticlePageDocument = /*#__PURE__*/ new TypedDocumentString("query ArticlePage($slug:String!$commentsFirst:Int=20){__typename article(by:{slug:$slug}){__typename ...ArticleCard ...ArticleContentView url updatedAt commentsEnabled comments(first:$commentsFirst orderBy:NEWEST){__typename edges{__typename cursor node{__typename ...CommentItem replies(first:3){__typename edges{__typename cursor node{__typename ...CommentItem}}pageInfo{__typename ...PageInfoForward}}}}pageInfo{__typename ...PageInfoForward}}}}fragment PageInfoForward on PageInfo{__typename hasNextPage endCursor}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment UserChip on User{__typename id handle displayName isSupporter}fragment ArticleCard on Article{__typename id slug title subtitle excerpt accessLevel publishedAt readingMinutes commentCount authors{__typename ...UserChip}topics{__typename id slug name}}fragment ArticleContentView on Article{__typename content{__typename ...on FullContent{__typename html richText grantedBy}...on PreviewContent{__typename html richText remainingWords paywall{__typename ...PaywallView}}}}fragment PaywallView on Paywall{__typename reason headline offers{__typename ...PaywallOffer}}fragment PaywallOffer on Plan{__typename id code name trialDays prices{__typename ...PriceTag}}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}fragment CommentItem on Comment{__typename id body createdAt replyCount author{__typename ...UserChip}}", {"operationName":"ArticlePage","operation":"query","hash":"f29c7f982f2524737d49b9c370657132e05d527e241ae02c43fb72ca98048ab9"}) as unknown as TypedDocumentString<ArticlePageQuery, ArticlePageQueryVariables>;
export const AuthorPageDocument = /*#__PURE__*/ new TypedDocumentString("query AuthorPage($handle:String!$first:Int=12$after:String){__typename user(by:{handle:$handle}){__typename ...UserChip bio website joinedAt articleCount articles(first:$first after:$after){__typename edges{__typename cursor node{__typename ...ArticleCard}}pageInfo{__typename ...PageInfoForward}}}}fragment PageInfoForward on PageInfo{__typename hasNextPage endCursor}fragment UserChip on User{__typename id handle displayName isSupporter}fragment ArticleCard on Article{__typename id slug title subtitle excerpt accessLevel publishedAt readingMinutes commentCount authors{__typename ...UserChip}topics{__typename id slug name}}", {"operationName":"AuthorPage","operation":"query","hash":"8da2055d2441ff8497421620ff3ca3faf3d81d92ed4dfd028b284fe44ed0eb2b"}) as unknown as TypedDocumentString<AuthorPageQuery, AuthorPageQueryVariables>;
export const CommentsPageDocument = /*#__PURE__*/ new TypedDocumentString("query CommentsPage($articleId:ID!$first:Int=20$after:String$orderBy:CommentOrder=NEWEST){__typename article(by:{id:$articleId}){__typename id comments(first:$first after:$after orderBy:$orderBy){__typename edges{__typename cursor node{__typename ...CommentItem}}pageInfo{__typename ...PageInfoForward}}}}fragment PageInfoForward on PageInfo{__typename hasNextPage endCursor}fragment UserChip on User{__typename id handle displayName isSupporter}fragment CommentItem on Comment{__typename id body createdAt replyCount author{__typename ...UserChip}}", {"operationName":"CommentsPage","operation":"query","hash":"48c77b96b866f98d6169586aadbfbd55594dd963e6618f96594bc4effc82cd65"}) as unknown as TypedDocumentString<CommentsPageQuery, CommentsPageQueryVariables>;
export const HomeFeedDocument = /*#__PURE__*/ new TypedDocumentString("query HomeFeed($first:Int=12$after:String){__typename articles(first:$first after:$after orderBy:{field:PUBLISHED_AT direction:DESC}){__typename edges{__typename cursor node{__typename ...ArticleCard}}pageInfo{__typename ...PageInfoForward}}}fragment PageInfoForward on PageInfo{__typename hasNextPage endCursor}fragment UserChip on User{__typename id handle displayName isSupporter}fragment ArticleCard on Article{__typename id slug title subtitle excerpt accessLevel publishedAt readingMinutes commentCount authors{__typename ...UserChip}topics{__typename id slug name}}", {"operationName":"HomeFeed","operation":"query","hash":"fda51304863356189ac129b5dd3dd724126584cb9bbb26dffb1291249d91fc03"}) as unknown as TypedDocumentString<HomeFeedQuery, HomeFeedQueryVariables>;
export const PlansPageDocument = /*#__PURE__*/ new TypedDocumentString("query PlansPage($currency:CurrencyCode!){__typename plans(currency:$currency){__typename ...PlanCard}viewer{__typename id subscription{__typename ...MembershipBadge}}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}fragment PlanCard on Plan{__typename id code name description highlights rank trialDays viewerIsSubscribed features{__typename id code name}prices(currency:$currency){__typename ...PriceTag}}fragment MembershipBadge on MemberSubscription{__typename id status cancelAtPeriodEnd trialEndsAt graceEndsAt currentPeriod{__typename start end}plan{__typename id code name rank}price{__typename ...PriceTag}}", {"operationName":"PlansPage","operation":"query","hash":"5345408e2a4f0bce4189d88a0933f0815f26b17388e339beb7494d088c8edc8d"}) as unknown as TypedDocumentString<PlansPageQuery, PlansPageQueryVariables>;
export const SignInDocument = /*#__PURE__*/ new TypedDocumentString("mutation SignIn($input:SessionCreateInput!){__typename sessionCreate(input:$input){__typename session{__typename id expiresAt}account{__typename id user{__typename ...UserChip}subscription{__typename ...MembershipBadge}}tokens{__typename ...SessionTokens}errors{__typename ...ErrorList}}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment ErrorList on UserError{__typename code message path ...on RateLimitedError{__typename retryAt}}fragment SessionTokens on TokenPair{__typename accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt}fragment UserChip on User{__typename id handle displayName isSupporter}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}fragment MembershipBadge on MemberSubscription{__typename id status cancelAtPeriodEnd trialEndsAt graceEndsAt currentPeriod{__typename start end}plan{__typename id code name rank}price{__typename ...PriceTag}}", {"operationName":"SignIn","operation":"mutation","hash":"6f96ed88072b42aa1b433894ebe70827a3c592b54a99c7c044422946ca44a646"}) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const SessionRefreshDocument = /*#__PURE__*/ new TypedDocumentString("mutation SessionRefresh($refreshToken:String){__typename sessionRefresh(refreshToken:$refreshToken){__typename tokens{__typename ...SessionTokens}errors{__typename ...ErrorList}}}fragment ErrorList on UserError{__typename code message path ...on RateLimitedError{__typename retryAt}}fragment SessionTokens on TokenPair{__typename accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt}", {"operationName":"SessionRefresh","operation":"mutation","hash":"56552e8c56ee4aafa6f86d55cf822a5277b533c939d446d0a766411966e2db7e"}) as unknown as TypedDocumentString<SessionRefreshMutation, SessionRefreshMutationVariables>;
export const SessionRevokeDocument = /*#__PURE__*/ new TypedDocumentString("mutation SessionRevoke($id:ID){__typename sessionRevoke(id:$id){__typename revokedSessionIds errors{__typename ...ErrorList}}}fragment ErrorList on UserError{__typename code message path ...on RateLimitedError{__typename retryAt}}", {"operationName":"SessionRevoke","operation":"mutation","hash":"0460a08ee6e119373523828c96372d38972c889c296be40b3d782e5b9c6e0349"}) as unknown as TypedDocumentString<SessionRevokeMutation, SessionRevokeMutationVariables>;
export const ViewerShellDocument = /*#__PURE__*/ new TypedDocumentString("query ViewerShell{__typename viewer{__typename id email emailVerifiedAt status roles locale user{__typename ...UserChip}subscription{__typename ...MembershipBadge}entitlements{__typename source validUntil feature{__typename id code}}}}fragment MoneyText on Money{__typename minor currency exponent formatted}fragment UserChip on User{__typename id handle displayName isSupporter}fragment PriceTag on Price{__typename id interval intervalCount taxBehavior unitAmount{__typename ...MoneyText}}fragment MembershipBadge on MemberSubscription{__typename id status cancelAtPeriodEnd trialEndsAt graceEndsAt currentPeriod{__typename start end}plan{__typename id code name rank}price{__typename ...PriceTag}}", {"operationName":"ViewerShell","operation":"query","hash":"c4cd60e1a901d93f57279f7eefbff19086809e4a026a2db833971902c16be469"}) as unknown as TypedDocumentString<ViewerShellQuery, ViewerShellQueryVariables>;