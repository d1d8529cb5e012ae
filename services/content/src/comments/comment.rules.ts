import { escapeHtml } from '../documents/document.read';

export const longestBody = 10_000;

/** Whether a body, without the white space around it, has 1 to 10,000 characters and none that text cannot hold. */
export function isCommentBody(body: string): boolean {
  const trimmed = body.trim();
  // A character takes one or two units of UTF-16: most of what is too long is seen without counting.
  if (trimmed === '' || trimmed.length > 2 * longestBody || trimmed.includes('\0')) return false;
  return [...trimmed].length <= longestBody;
}

/**
 * A body as it is kept: without the white space around it, and with U+FFFD for lone surrogates, which
 * PostgreSQL cannot hold. So a retry is compared with what was really written.
 */
export function normalBody(body: string): string {
  return Buffer.from(body.trim()).toString();
}

/** Whether a client's id for its submission can be kept: 1 to 100 printable ASCII characters. */
export function isClientId(value: string): boolean {
  return /^[!-~]{1,100}$/.test(value);
}

/** Plain text as HTML: an empty line ends a paragraph, a line break stays one. All else is escaped. */
export function commentToHtml(body: string): string {
  return body
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replace(/\n/g, '<br>')}</p>`)
    .join('');
}

/** What makes a submission: a retry has all of it in common with the first. */
export interface Submission {
  readonly articleId: string;
  readonly parentId: string | null;
  readonly body: string;
}

export function isSameSubmission(one: Submission, other: Submission): boolean {
  return one.articleId === other.articleId && one.parentId === other.parentId && one.body === other.body;
}

/** By time of creation. */
export type CommentOrderValue = 'OLDEST' | 'NEWEST';
