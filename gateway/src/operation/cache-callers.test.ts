import { Departure } from '../upstream/departure';
import { type Identity } from '../identity/identity';
import { AnswerHeaders } from './answer-headers';
import { CacheCallers } from './cache-callers';
import { ClientAnswer } from './client-answer';
import { type ClientCall } from './client-call';
import { HeaderPropagation } from './header-propagation';

const rules = {
  requestHeaders: ['accept-language', 'authorization'],
  requestCookies: ['session'],
  responseHeaders: ['x-region'],
};
const account: Identity = { kind: 'caller', claims: { sub: 'acc_1' } };
const guest: Identity = { kind: 'anonymous' };

function callOf(headers: Record<string, string>): ClientCall {
  return {
    ...{ trace: { traceId: '', traceparent: '' }, authorization: undefined, headers, address: () => null },
    ...{ departure: new Departure(), deadlineAtMs: 0, wantsPlan: false, wantsCost: false, wantsCache: false },
    ...{ answer: new ClientAnswer(), answerHeaders: new AnswerHeaders(), telemetry: undefined },
    outcome: { fetches: 0 },
  };
}

function callerOf(headers: Record<string, string>, identity = guest, ignored: readonly string[] = []) {
  const callers = new CacheCallers(new HeaderPropagation({ shops: rules }), () => ignored);
  return callers.of('shops', { call: callOf(headers), identity });
}

test('guests are one caller, whatever they send that the subgraph does not get', () => {
  expect(callerOf({ 'x-other': '1' })).toEqual(callerOf({ 'x-other': '2' }));
  expect(callerOf({}).isGuest).toBe(true);
});

test('who is signed in shares nothing with guests', () => {
  expect(callerOf({}, account).key).not.toBe(callerOf({}).key);
  expect(callerOf({}, account).isGuest).toBe(false);
});

test('what the subgraph gets tells callers apart', () => {
  const keys = [{}, { 'accept-language': 'de' }, { 'accept-language': 'fr' }].map((one) => callerOf(one).key);
  expect(new Set(keys).size).toBe(3);
});

test('what the subgraph is said to ignore does not, and credentials among it make nobody known', () => {
  const headers = { 'accept-language': 'de', cookie: 'session=1' };
  expect(callerOf(headers, guest, ['cookie']).key).toBe(callerOf({ 'accept-language': 'de' }).key);
  expect(callerOf(headers, guest, ['cookie']).isGuest).toBe(true);
});

test.each([{ authorization: 'Bearer x' }, { cookie: 'session=1' }])(
  'who sends the subgraph credentials is no guest, and has a key that does not show them: %j',
  (headers) => {
    const caller = callerOf(headers);
    expect(caller.isGuest).toBe(false);
    for (const value of Object.values(headers)) expect(caller.key).not.toContain(value);
  },
);

test('an answer that depends on the client is the client alone', () => {
  const callers = new CacheCallers(new HeaderPropagation({ shops: rules }), () => []);
  const call = callOf({ 'accept-language': 'de' });
  callers.of('shops', { call, identity: guest });
  expect(call.answerHeaders.lifetime.isPrivate).toBe(true);
});
