import { type z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One sentence for a person: the key by its full path, then what is wrong with it. */
export function describeIssue(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${[...issue.path, key].join('.')}"`);
    return `There is no setting ${keys.join(', ')}.`;
  }
  if (issue.path.length === 0) return 'The config must be a mapping, such as "http: { port: 4000 }".';
  return `"${issue.path.join('.')}" is wrong: ${issue.message.replace(/^Invalid input: /, '')}.`;
}

/** Path of the node that a person has to look at: the unknown key itself, otherwise the value. */
export function pathOfIssue(issue: Issue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}
