import { z } from 'zod';

const limit = (value: number) => z.int().positive().default(value);

/** What an operation may ask for at most. All but tokens are counted with fragments spread out, before validation. */
export const limitsSchema = z.strictObject({
  /** Lexical tokens of the document. */
  tokens: limit(2_000),
  /** Fields inside each other. */
  depth: limit(15),
  /** Aliased fields, `__typename` too. */
  aliases: limit(30),
  /** Fields at the root of the operation. */
  rootFields: limit(20),
  /** Directives. */
  directives: limit(50),
  /** Fields and fragments in all. */
  selections: limit(2_000),
});
