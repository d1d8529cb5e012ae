import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayProcess } from '../support/gateway-process';
import { SteadyLoad } from '../support/steady-load';
import { startStubSubgraphs } from '../support/stub-subgraphs';
import { until } from '../support/until';

/** More of them: RELOAD_RUNS=1000 npm run jest -- f6-reload */
const runs = Number(process.env.RELOAD_RUNS ?? 50);
/** Until caches have what they will have. */
const warmUp = 20;

jest.setTimeout(60_000 + runs * 1_000);

/** Where a supergraph comes from. */
interface Source extends AsyncDisposable {
  /** As the config file names it. */
  readonly config: object;
  publish(sdl: string): Promise<void>;
}

async function fileSource(): Promise<Source> {
  const folder = await mkdtemp(join(tmpdir(), 'nutgraf-f6-'));
  const file = join(folder, 'supergraph.graphql');
  return {
    config: { file },
    // As whoever wants no half of it to be read.
    publish: async (sdl) => {
      await writeFile(`${file}.next`, sdl);
      await rename(`${file}.next`, file);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

async function urlSource(): Promise<Source> {
  let sdl = '';
  let version = 0;
  const server = createServer((request, response) => {
    const etag = `"${version}"`;
    const isKnown = request.headers['if-none-match'] === etag;
    response.writeHead(isKnown ? 304 : 200, { etag }).end(isKnown ? undefined : sdl);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    config: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` },
    publish: (next) => {
      sdl = next;
      version += 1;
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test.each([
  ['a file', fileSource],
  ['a URL', urlSource],
])(
  'F6: 50 supergraphs from %s, one after the other under load, fail no request and leave nothing',
  async (_, open) => {
    await using subgraphs = await startStubSubgraphs({ delayMs: 20 });
    await using source = await open();
    await source.publish(subgraphs.supergraph());
    const folder = await mkdtemp(join(tmpdir(), 'nutgraf-f6-'));
    const config = join(folder, 'gateway.yaml');
    await writeFile(config, JSON.stringify({ supergraph: { ...source.config, pollSeconds: 0.1 } }));
    await using gateway = await GatewayProcess.start('--config', config);
    const load = new SteadyLoad(gateway.url, 16);
    const reload = async (count: number) => {
      for (let run = 0; run < count; run += 1) {
        const before = gateway.times('supergraph reloaded');
        await source.publish(subgraphs.supergraph(`Unused${before}`));
        await until(
          () => Promise.resolve(gateway.times('supergraph reloaded')),
          (times) => times > before,
          20_000,
        );
      }
    };
    try {
      await reload(warmUp);
      const before = await gateway.heapBytes();
      await reload(runs);
      await source.publish('type Query { word: Nowhere }');
      await until(() => Promise.resolve(gateway.times('supergraph refused')), Boolean, 20_000);
      const { answered } = load;
      await until(
        () => Promise.resolve(load.answered),
        (count) => count > answered + 100,
        20_000,
      );
      const after = await gateway.heapBytes();
      expect(after / before).toBeLessThan(1.1);
    } finally {
      await load.stop();
      await rm(folder, { recursive: true });
    }
    expect(load.failures).toEqual([]);
    expect(load.answered).toBeGreaterThan(1_000);
    const refusals = gateway.log.filter(({ msg }) => msg === 'supergraph refused');
    expect(refusals).toMatchObject([
      { err: { message: expect.stringMatching(/^The supergraph names no subgraphs/) as unknown } },
    ]);
  },
);
