import { type z } from 'zod';
import { each, type Schema, settingAt, settingsIn } from './setting-schemas';
import { suggest } from './suggest';

type Issue = z.core.$ZodIssue;

/** Something wrong with a config. */
export interface Fault {
  /** Path of the node that a person has to look at: the unknown key itself, otherwise the value. */
  readonly path: readonly PropertyKey[];
  /** One sentence for a person: the key by its full path, what is wrong with it and what to do. */
  readonly message: string;
}

/** Says for people what a schema found. */
export function describeIssue(issue: Issue, schema: Schema, input: unknown): readonly Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(issue.path, key, schema));
  }
  const [branch] = issue.code === 'invalid_union' ? nearestBranch(issue) : [];
  if (branch) return branch.flatMap((inner) => describeIssue(inner, schema, input));
  const { path } = issue;
  if (path.length === 0) {
    return [{ path, message: 'The config must be a mapping, such as "http: { port: 4000 }".' }];
  }
  const name = `"${path.join('.')}"`;
  const reason = reasonOf(issue);
  const isMissing = valueAt(input, path) === undefined && issue.code !== 'custom';
  return [{ path, message: isMissing ? `${name} is missing: ${reason}.` : `${name} is wrong: ${reason}.` }];
}

function unknownKey(path: readonly PropertyKey[], key: string, schema: Schema): Fault {
  const parent = settingAt(schema, path);
  const known = parent ? [...settingsIn(parent).keys()].filter((name) => name !== each) : [];
  const prefix = path.map((part) => `${String(part)}.`).join('');
  const message = `There is no setting "${prefix}${key}". ${suggest(key, known, prefix)}`;
  return { path: [...path, key], message };
}

/** What the way says that the value came farthest along; without one the union speaks for itself. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[][] {
  const inside = issue.errors.filter((issues) => issues.every(({ path }) => path.length > 0));
  return inside.map((issues) => issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
}

function reasonOf(issue: Issue): string {
  if (issue.code !== 'invalid_union') return issue.message.replace(/^Invalid input: /, '');
  const kinds = issue.errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [first.expected] : []));
  return kinds.length > 0
    ? `expected ${[...new Set(kinds)].join(' or ')}`
    : 'it has none of the shapes it may have';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
