import { HttpError } from './http-error';

/** What another site can make a browser send without asking; no content type at all can be sent so too. */
const simpleTypes = new Set(['', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded']);

/**
 * Whether a body says it is JSON in UTF-8 (RFC 8259 section 8.1). One that another site could have sent is not: it
 * must never be read, so that Apollo Server finds none, and its CSRF prevention answers.
 * @throws HttpError 415 for any other media type or charset.
 */
export function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (simpleTypes.has(type.trim())) return false;
  if (type.trim() !== 'application/json') {
    const message = 'Send the operation as JSON, with "content-type: application/json".';
    throw new HttpError(415, 'BAD_REQUEST', message, { accept: 'application/json' });
  }
  const charset = parameters
    .map((parameter) => /^\s*charset="?([^"]*)"?\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new HttpError(415, 'BAD_REQUEST', 'Send the operation in UTF-8.');
  }
  return true;
}
