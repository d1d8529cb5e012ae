import { Agent, createServer, request as send } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serviceNames } from '@nutgraf/stack/service-names';
import { type ByService } from '../world/system';

/** Stands in front of services, passes everything on, and counts. */
export interface CountingProxies extends AsyncDisposable {
  readonly urls: ByService<string>;
  /** Requests so far. */
  count(): number;
}

export async function startCountingProxies(targets: ByService<string>): Promise<CountingProxies> {
  let seen = 0;
  const agent = new Agent({ keepAlive: true });
  const servers = serviceNames.map((name) =>
    createServer((request, response) => {
      seen += 1;
      const { method, headers, url = '/' } = request;
      const onward = send(`${targets[name]}${url}`, { method, headers, agent }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    }).listen(0, '127.0.0.1'),
  );
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const urls = serviceNames.map((name, index) => [
    name,
    `http://127.0.0.1:${(servers[index]!.address() as AddressInfo).port}`,
  ]);
  return {
    urls: Object.fromEntries(urls) as ByService<string>,
    count: () => seen,
    [Symbol.asyncDispose]: () => {
      agent.destroy();
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      return Promise.resolve();
    },
  };
}
