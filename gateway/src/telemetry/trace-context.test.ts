import { continueTrace } from './trace-context';

const trace = 'a'.repeat(32);
const parent = 'b'.repeat(16);

it('continues a trace with a place of its own', () => {
  const { traceId, traceparent } = continueTrace(`00-${trace}-${parent}-01`);
  expect(traceId).toBe(trace);
  expect(traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  expect(traceparent).not.toContain(parent);
});

it.each([
  ['none', undefined],
  ['zeros', `00-${'0'.repeat(32)}-${parent}-01`],
  ['capitals', `00-${'A'.repeat(32)}-${parent}-01`],
  ['an unknown version', `ff-${trace}-${parent}-01`],
  ['anything else', 'x\r\ny: z'],
])('starts a trace for %s', (_, header) => {
  const { traceId, traceparent } = continueTrace(header);
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(traceId).not.toBe(trace);
  expect(traceparent).toContain(traceId);
});

it('gives every trace an id of its own', () => {
  const traces = Array.from({ length: 2_000 }, () => continueTrace(undefined));
  expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(2_000);
  expect(new Set(traces.map(({ traceparent }) => traceparent.split('-')[2])).size).toBe(2_000);
});
