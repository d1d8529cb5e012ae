import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { CurrencyCodeScalar } from './currency-code.type';
import { MinorUnitsScalar } from './minor-units.type';

@Directive('@cacheControl(inheritMaxAge: true)')
@Directive('@shareable')
@ObjectType()
export class Money {
  @Field(() => MinorUnitsScalar)
  readonly minor: bigint;

  @Field(() => CurrencyCodeScalar)
  readonly currency: string;

  @Field(() => Int, { description: 'Digits after the decimal point (JPY 0, EUR 2, KWD 3).' })
  readonly exponent: number;
}
