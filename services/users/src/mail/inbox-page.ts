import { createHash } from 'node:crypto';
import { html, Html } from './html';
import { inboxStyle } from './inbox-style';
import type { MailEntity } from './mail.entity';
import type { MailAction } from './mail.rules';

export interface InboxView {
  readonly mails: readonly MailEntity[];
  /** Part of a recipient that was searched for; empty for all. */
  readonly to: string;
  /** Whether the page loads itself again now and then. */
  readonly isLive: boolean;
  /** Where clients ask the graph. */
  readonly graphUrl: string;
}

const secondsBetweenLoads = 5;

/** As it is, blanks included: its hash is in the policy. */
const style = new Html(`<style>${inboxStyle}</style>`);

/** Lets the page do nothing but look like itself. */
export const inboxPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(inboxStyle).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The developer inbox as a whole document, newest mail first. */
export function inboxPage({ mails, to, isLive, graphUrl }: InboxView): string {
  const refresh = isLive ? html`<meta http-equiv="refresh" content="${secondsBetweenLoads}" />` : html``;
  const count = `${mails.length} ${mails.length === 1 ? 'mail' : 'mails'}${to ? ` to “${to}”` : ''}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${count} · Nutgraf inbox</title>
        ${refresh} ${style}
      </head>
      <body>
        <header>
          <h1>Inbox</h1>
          <p class="faint">
            What the users service mails, shown for development. Nobody gets these pages in production.
          </p>
          <form method="get" role="search">
            <label for="to">To</label>
            <input
              id="to"
              name="to"
              type="search"
              value="${to}"
              placeholder="part of an address"
              maxlength="254"
              autocomplete="off"
              spellcheck="false"
            />
            <button type="submit">Search</button>
          </form>
          <p>
            <strong>${count}</strong> · <a href="${hrefOf(to, isLive)}">Refresh</a> · ${liveLink(to, isLive)}
          </p>
        </header>
        <main>
          ${mails.length === 0 ? html`<p class="faint">Nothing here yet. Register, or ask for a new password.</p>` : mails.map((mail) => mailArticle(mail, graphUrl))}
        </main>
      </body>
    </html> `.source;
}

function liveLink(to: string, isLive: boolean): Html {
  return isLive
    ? html`<a href="${hrefOf(to, false)}">Stop refreshing every ${secondsBetweenLoads} s</a>`
    : html`<a href="${hrefOf(to, true)}">Refresh every ${secondsBetweenLoads} s</a>`;
}

/** Relative to the page itself. */
function hrefOf(to: string, isLive: boolean): string {
  const query = new URLSearchParams({ ...(to && { to }), ...(isLive && { live: '1' }) });
  return `?${query.toString()}`;
}

function mailArticle({ id, recipient, message, sentAt }: MailEntity, graphUrl: string): Html {
  const time = sentAt?.toISOString() ?? '';
  return html`<article aria-labelledby="${id}">
    <header>
      <h2 id="${id}">${message?.subject ?? ''}</h2>
      <p class="faint">
        to ${recipient} · <time datetime="${time}">${time.slice(0, 19).replace('T', ' ')} UTC</time>
      </p>
    </header>
    <pre>${message?.text ?? ''}</pre>
    ${message?.action ? actionDetails(message.action, graphUrl) : html``}
  </article> `;
}

function actionDetails({ mutation, token, link }: MailAction, graphUrl: string): Html {
  const operation = operations[mutation](token);
  const curl = `curl ${graphUrl} -H 'content-type: application/json' -d '${JSON.stringify({ query: operation })}'`;
  return html`<details open>
    <summary>Use it without a site</summary>
    <dl>
      <dt>Link</dt>
      <dd>
        <code><a href="${link}">${link}</a></code>
      </dd>
      <dt>Token</dt>
      <dd><code>${token}</code></dd>
      <dt>Mutation</dt>
      <dd><code>${operation}</code></dd>
      <dt>curl</dt>
      <dd><code>${curl}</code></dd>
    </dl>
  </details>`;
}

/** A token needs no escaping in GraphQL or in a shell: it is base64url. */
const operations: Readonly<Record<MailAction['mutation'], (token: string) => string>> = {
  emailVerify: (token) =>
    `mutation { emailVerify(token: "${token}") { account { id status } errors { code message } } }`,
  passwordReset: (token) =>
    `mutation { passwordReset(token: "${token}", newPassword: "a password of yours") { ok errors { code message } } }`,
};
