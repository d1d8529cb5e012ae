import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  // Several services may be loaded in one process; each names its own types.
  autoRegisterImplementations: false,
  description: 'Anything with a globally unique, prefixed, opaque id (usr_..., acc_..., ses_...).',
})
export abstract class Node {
  @Field(() => ID)
  readonly id: string;
}
