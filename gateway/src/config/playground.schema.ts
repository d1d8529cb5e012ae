import { parse } from 'graphql';
import { z } from 'zod';
import { secret } from './secret';

const text = z.string().trim().min(1);

const isProduction = () => process.env.NODE_ENV === 'production';

/** Variables as people write them in YAML, or as JSON text; the page shows text. */
const variablesSchema = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((given) => (typeof given === 'string' ? given : JSON.stringify(given, null, 2)));

const signInSchema = z.strictObject({
  /** The operation that signs a persona in, with the persona's variables. */
  document: text.refine(isDocument, 'expected a GraphQL document'),
  /** Where its answer's `data` holds the access token: keys with dots between them. */
  tokenPath: text,
});

const personaSchema = z.strictObject({
  /** What the page calls this person. */
  name: text,
  /** What this person shows, in a few words. */
  about: z.string().default(''),
  /** Variables of `signIn.document`. */
  variables: secret(z.record(z.string(), z.unknown()).default({})),
});

const tabSchema = z.strictObject({
  /** What the tab is called; each has another title. */
  title: text,
  /** The operation that stands in the tab. */
  query: text,
  /** The operation's variables, as a mapping or as JSON. */
  variables: variablesSchema.default(''),
  /** Name of the persona whom it is best run as; a guest otherwise. */
  persona: text.optional(),
});

/**
 * The page at `/`. Everything but `enabled` is handed to whoever opens it, demo passwords in `variables` included:
 * therefore personas are refused in production.
 */
export const playgroundSchema = z
  .strictObject({
    /** Whether there is a page. Default: yes, unless `NODE_ENV` is `production`. */
    enabled: z.boolean().optional(),
    /** Title of the page. */
    title: text.default('GraphQL playground'),
    /** How the page signs somebody in. */
    signIn: signInSchema.optional(),
    /** Whom operations can be run as, besides as a guest. */
    personas: z.array(personaSchema).default([]),
    /** What a first visit finds. */
    tabs: z.array(tabSchema).default([]),
  })
  .superRefine(({ enabled, signIn, personas, tabs }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (personas.length > 0 && isProduction() && enabled !== false) {
      refuse(
        ['personas'],
        'anyone could sign in as them; in production leave them out, or set playground.enabled to false',
      );
    }
    if (personas.length > 0 && !signIn) refuse(['personas'], 'they need playground.signIn');
    for (const title of repeated(tabs.map((tab) => tab.title))) {
      refuse(['tabs'], `"${title}" is the title of two of them`);
    }
    const names = ['Guest', ...personas.map(({ name }) => name)];
    for (const name of repeated(names)) refuse(['personas'], `"${name}" is the name of two of them`);
    tabs.forEach(({ persona = 'Guest' }, index) => {
      if (!names.includes(persona)) refuse(['tabs', index, 'persona'], `there is no persona "${persona}"`);
    });
  })
  .transform(({ enabled, ...settings }) => ({ enabled: enabled ?? !isProduction(), ...settings }));

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function isDocument(value: string): boolean {
  try {
    parse(value);
    return true;
  } catch {
    return false;
  }
}
