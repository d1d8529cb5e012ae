import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { inboxPage, inboxPolicy } from './inbox-page';
import type { MailRepository } from './mail.repository';

const mostShown = 100;
const longestSearch = 254;

/**
 * `GET /dev/inbox`: the mails of the last days with their links and tokens. `?to=` searches by address,
 * `?live=1` loads again every few seconds. For development only: it shows tokens to whoever can reach it.
 */
export function registerInbox(
  app: FastifyInstance,
  mails: Pick<MailRepository, 'sent'>,
  graphUrl: string,
): void {
  app.get('/dev/inbox', async (request, reply) => {
    // A page on the web can give its own name the address of this machine, but not an address as its name.
    if (!isLocalName(request.hostname)) {
      return reply.code(403).send({ error: 'Open the inbox by an IP address or as localhost.' });
    }
    const { to, live } = request.query as Readonly<Record<string, unknown>>;
    const part = typeof to === 'string' ? to.replaceAll('\0', '').trim().slice(0, longestSearch) : '';
    const shown = await mails.sent(part, mostShown);
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': inboxPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .send(inboxPage({ mails: shown, to: part, isLive: live === '1', graphUrl }));
  });
}

function isLocalName(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost');
}
