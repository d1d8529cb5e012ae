import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { metricNamesOf, spansOf, type ReceivedSpan } from './otlp-messages';
import { until } from './until';

/** TAKE: as a collector does. REFUSE: with 400, for good. SILENT: takes requests and never answers. */
export type CollectorMood = 'TAKE' | 'REFUSE' | 'SILENT';

const waitMs = 20_000;

/** As much of an OpenTelemetry collector as tests need: takes OTLP over HTTP, in protobuf, and keeps it. */
export class OtlpReceiver implements AsyncDisposable {
  readonly spans: ReceivedSpan[] = [];
  readonly metricNames = new Set<string>();
  /** All bytes that arrived, as text. */
  text = '';
  /** Exports so far, those that were refused or not answered among them. */
  exports = 0;
  mood: CollectorMood = 'TAKE';
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`: `http://127.0.0.1:port` */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /**
   * Spans so far for which `isMeant` holds, as soon as there are `count` of them.
   * @throws Error when they do not come.
   */
  async spansWhere(isMeant: (span: ReceivedSpan) => boolean, count = 1): Promise<ReceivedSpan[]> {
    const found = () => Promise.resolve(this.spans.filter(isMeant));
    return until(found, ({ length }) => length >= count, waitMs).catch(() => {
      const names = this.spans.map(({ name, service }) => `${service}: ${name}`);
      throw new Error(`Of the spans that were meant not even ${count} came, but:\n${names.join('\n')}`);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await buffer(request).catch(() => null);
    if (!sent) return;
    this.exports += 1;
    if (this.mood === 'SILENT') return;
    if (this.mood === 'REFUSE') return void response.writeHead(400).end();
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    this.text += body.toString('latin1');
    if (request.url === '/v1/traces') this.spans.push(...spansOf(body));
    else if (request.url === '/v1/metrics') metricNamesOf(body).forEach((name) => this.metricNames.add(name));
    else return void response.writeHead(404).end();
    // An empty message: everything was taken.
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  }
}
