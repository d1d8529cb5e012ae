import { badUserInput } from '@nutgraf/kit/errors';
import { LocaleScalar } from '@nutgraf/kit/graphql/scalars';
import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import { formatMoney } from './money.rules';
import { Money } from './money.type';

@Resolver(() => Money)
export class MoneyResolver {
  @FieldResolver(() => String, {
    description: 'For a fixed default locale (en) unless one is given; never taken from a header.',
  })
  formatted(
    @Root() money: Money,
    @Arg('locale', () => LocaleScalar, { nullable: true }) locale: string | null,
  ): string {
    try {
      return formatMoney(money, locale ?? undefined);
    } catch (error) {
      // Private-use tags and a few others are BCP 47 but no locale.
      if (error instanceof RangeError) throw badUserInput(`There is no locale "${locale}".`);
      throw error;
    }
  }
}
