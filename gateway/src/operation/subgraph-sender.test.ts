import { request, ServedSubgraph } from '../upstream/fixtures/served-subgraph';
import { type Subgraphs } from '../upstream/subgraph-request';
import { Departure } from '../upstream/departure';
import { UpstreamError } from '../upstream/upstream-error';
import { AnswerHeaders } from './answer-headers';
import { ClientAnswer } from './client-answer';
import { type ClientCall } from './client-call';
import { HeaderPropagation } from './header-propagation';
import { RequestLog } from './request-log';
import { type ReportSubgraph, subgraphsFor } from './subgraph-sender';

let users: ServedSubgraph;
afterEach(() => users.stop());

const trace = { traceId: 't1', traceparent: '00-t1-s1-01' } as ClientCall['trace'];

async function start(
  body: string,
  { left = new Departure(), log }: { left?: Departure; log?: RequestLog } = {},
) {
  const received: (readonly string[])[] = [];
  users = await ServedSubgraph.start((incoming, response) => {
    received.push(incoming.rawHeaders.map((text, index) => (index % 2 === 0 ? text.toLowerCase() : text)));
    response.setHeader('set-cookie', ['a=1', 'b=2']).setHeader('x-other', 'no').end(body);
  });
  const reports: Parameters<ReportSubgraph>[0][] = [];
  const call: ClientCall = {
    trace,
    authorization: undefined,
    headers: { 'x-locale': 'de', cookie: 'session=1; other=2' },
    address: () => null,
    departure: left,
    deadlineAtMs: performance.now() + 10_000,
    answer: new ClientAnswer(),
    wantsPlan: false,
    wantsCost: false,
    wantsCache: false,
    answerHeaders: new AnswerHeaders(),
    telemetry: undefined,
    outcome: { fetches: 0 },
  };
  const rules = {
    requestHeaders: ['x-locale', 'x-absent', 'x-locale'],
    requestCookies: ['session'],
    responseHeaders: ['set-cookie'],
  };
  const propagation = new HeaderPropagation({ users: rules });
  const credentials = () => ({ 'x-proof': 'p1' });
  const report: ReportSubgraph = (facts) => void reports.push(facts);
  const subgraphs = subgraphsFor(call, users.client, credentials, report, propagation, log);
  return { subgraphs, reports, received, call };
}

async function answerOf(subgraphs: Subgraphs) {
  const outcome = await new Promise<Parameters<Parameters<Subgraphs['send']>[1]>[0]>((resolve) =>
    subgraphs.send(request, resolve),
  );
  if (outcome instanceof UpstreamError) throw outcome;
  return outcome;
}

test('headers pass both ways as configured, each once, beside those of the gateway', async () => {
  const { subgraphs, received, call } = await start('{"data":{}}');
  await answerOf(subgraphs);
  const pairs = received[0]!.flatMap((name, index, all) => (index % 2 === 0 ? [[name, all[index + 1]]] : []));
  const meant = pairs.filter(([name]) => /^x-|^cookie|^traceparent/.test(name!));
  expect(meant).toEqual([
    ['x-locale', 'de'],
    ['cookie', 'session=1'],
    ['traceparent', '00-t1-s1-01'],
    ['x-proof', 'p1'],
  ]);
  const left = Number(pairs.find(([name]) => name === 'nutgraf-deadline-ms')?.[1]);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(10_000);
  expect(call.answerHeaders.cookies).toEqual(['a=1', 'b=2']);
  expect(call.answerHeaders.values.size).toBe(0);
});

test('errors of an answer are reported when it is read, and once', async () => {
  const error = { message: 'No.', extensions: { code: 'TEAPOT' } };
  const { subgraphs, reports } = await start(JSON.stringify({ data: null, errors: [error] }));
  const answer = await answerOf(subgraphs);
  expect(reports).toEqual([]);
  for (let read = 0; read < 2; read += 1) subgraphs.read('users', answer);
  expect(reports).toEqual([{ subgraph: 'users', traceId: 't1', errorCount: 1, errors: [error] }]);
});

test('an answer that is not GraphQL is reported when it is read, once, and noted in the log', async () => {
  const log = new RequestLog();
  const { subgraphs, reports } = await start('<html>', { log });
  const answer = await answerOf(subgraphs);
  expect(log.requests).toMatchObject([{ status: 200, requestBytes: request.body.length, responseBytes: 6 }]);
  const code = 'SUBREQUEST_MALFORMED_RESPONSE';
  for (let read = 0; read < 2; read += 1) {
    expect(() => subgraphs.read('users', answer)).toThrow(expect.objectContaining({ code }) as Error);
  }
  expect(reports).toMatchObject([{ subgraph: 'users', traceId: 't1', err: { code } }]);
  expect(log.requests).toMatchObject([{ status: 200, responseBytes: 6, error: code }]);
});

test('a request without an answer is reported where it was sent, but not when the client has left', async () => {
  const left = new Departure();
  const { subgraphs, reports } = await start('', { left });
  users.server.removeAllListeners('request').on('request', ({ socket }) => socket.destroy());
  await expect(answerOf(subgraphs)).rejects.toThrow('could not be reached');
  expect(reports).toMatchObject([{ subgraph: 'users', err: { code: 'SUBREQUEST_HTTP_ERROR' } }]);
  left.happen();
  await expect(answerOf(subgraphs)).rejects.toThrow('could not be reached');
  expect(reports).toHaveLength(1);
});
