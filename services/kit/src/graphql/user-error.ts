import { Directive, Field, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';

/** A business error as data: what it is, a sentence for developers, and the input it is about. */
export interface UserErrorValue<Code extends string> {
  readonly code: Code;
  readonly message: string;
  /** Such as `["input", "body"]`; null when it concerns the whole mutation. */
  readonly path: readonly string[] | null;
}

/** A business error that says when to come back. */
export interface RateLimitedErrorValue<Code extends string> extends UserErrorValue<Code> {
  readonly retryAt: Date;
}

/**
 * The GraphQL types of a service's business errors; `RateLimitedError` for those that throttle. Each service has codes of its own; the graph joins
 * them into one enum.
 */
export function userErrorTypes<Code extends string>(codes: Readonly<Record<Code, Code>>) {
  registerEnumType(codes, { name: 'UserErrorCode' });

  @InterfaceType({
    autoRegisterImplementations: false,
    description:
      'Business errors are data. New concrete types and codes may be added at any time:\n' +
      'clients must always be able to fall back on `code` and `message`.',
    resolveType: (value) => ('retryAt' in value ? RateLimitedError : GenericError),
  })
  abstract class UserError implements UserErrorValue<Code> {
    @Field(() => codes)
    readonly code: Code;

    @Field(() => String)
    readonly message: string;

    @Field(() => [String], {
      nullable: true,
      description:
        'Path of the offending input, e.g. ["input", "email"]; null when it concerns the whole mutation.',
    })
    readonly path: readonly string[] | null;
  }

  @Directive('@shareable')
  @ObjectType({
    implements: UserError,
    description: 'Any error that needs no more than the three common fields.',
  })
  class GenericError extends UserError {}

  @Directive('@shareable')
  @ObjectType({ implements: UserError, description: 'Too many attempts.' })
  class RateLimitedError extends UserError {
    @Field(() => Date, { description: 'From then on it is worth another try.' })
    readonly retryAt: Date;
  }

  return { UserError, GenericError, RateLimitedError };
}
