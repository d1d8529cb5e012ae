import { type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * IP address of the client; `null` when its connection is gone. Each of the trusted proxies in front writes whom it
 * hears at the right of `X-Forwarded-For`, so what stands further left is only what a client claims.
 * @param trustedProxies how many proxies every request passes; 0 takes the address of the connection.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string | null {
  const forwarded = trustedProxies > 0 ? forwardedAddress(request, trustedProxies) : undefined;
  return forwarded ?? plain(request.socket.remoteAddress ?? '') ?? null;
}

function forwardedAddress({ headers }: IncomingMessage, trustedProxies: number): string | undefined {
  const header = headers['x-forwarded-for'];
  // Node.js joins headers of this name; its types do not tell.
  const addresses = typeof header === 'string' ? header.split(',') : [];
  return plain(addresses.at(-trustedProxies)?.trim() ?? '');
}

/** Sockets that listen to both families write IPv4 as IPv6. */
function plain(address: string): string | undefined {
  const text = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(text) === 0 ? undefined : text;
}
