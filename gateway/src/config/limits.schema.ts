import { z } from 'zod';

const limit = (value: number) => z.int().positive().default(value);

/** What an operation may ask for at most. Counted before validation, and what can be selected with fragments spread out. */
export const limitsSchema = z.strictObject({
  /** Length of the document's text, in bytes of UTF-8. */
  documentBytes: limit(100_000),
  /** Lexical tokens of the document. */
  tokens: limit(2_000),
  /** Lists and objects inside each other, in one literal or variable. */
  inputDepth: limit(32),
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
  /** Fields of the same name, or alias, in one selection set: fragments that ask for the same each count. */
  repeats: limit(100),
  /** Time for planning it, in milliseconds. */
  planningMs: limit(2_000),
});
