import { HttpError } from './http-error';

/**
 * Refuses a body that does not say it is JSON in UTF-8 (RFC 8259 section 8.1). Forms and plain text are what
 * another site can make a browser send without asking, so this is also the first line against CSRF.
 * @throws HttpError 415
 */
export function requireJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') {
    throw new HttpError(
      415,
      'BAD_REQUEST',
      'Send the operation as JSON, with "content-type: application/json".',
    );
  }
  const charset = parameters
    .map((parameter) => /^\s*charset="?([^"]*)"?\s*$/.exec(parameter)?.[1])
    .find(Boolean);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new HttpError(415, 'BAD_REQUEST', 'Send the operation in UTF-8.');
  }
}
