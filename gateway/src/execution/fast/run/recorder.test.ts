import { setImmediate } from 'node:timers/promises';
import { HeldSubgraphs } from '../fixtures/fast-graph';
import { type OnOutcome, type SubgraphRequest } from '../../../upstream/subgraph-request';
import { UpstreamError } from '../../../upstream/upstream-error';
import { Recorder } from './recorder';

const request = (subgraph: string, kind: SubgraphRequest['kind'] = 'query'): SubgraphRequest => ({
  ...{ subgraph, kind },
  body: Buffer.from('{"query":"{a}","variables":{}}'),
});

function setUp() {
  const subgraphs = new HeldSubgraphs();
  const told: string[] = [];
  const tell =
    (who: string): OnOutcome =>
    (outcome) =>
      void told.push(`${who}: ${outcome instanceof UpstreamError ? outcome.code : outcome.body.toString()}`);
  return { subgraphs, told, tell, recorder: new Recorder(subgraphs) };
}

test.each(['query', 'mutation'] as const)(
  'a %s that was answered is not sent again, and has its answer',
  async (kind) => {
    const { subgraphs, told, tell, recorder } = setUp();
    recorder.send(request('a', kind), tell('first'));
    await subgraphs.sent[0]!.answer('x');
    recorder.again().send(request('a', kind), tell('again'));
    expect(told).toEqual(['first: x']);
    await setImmediate();
    expect(told).toEqual(['first: x', 'again: x']);
    expect(subgraphs.asked).toEqual(['a']);
  },
);

test('one that is under way is not sent again: its answer goes to who asked last', async () => {
  const { subgraphs, told, tell, recorder } = setUp();
  recorder.send(request('a', 'mutation'), tell('first'));
  recorder.again().send(request('a', 'mutation'), tell('again'));
  await subgraphs.sent[0]!.answer('x');
  expect(told).toEqual(['again: x']);
  expect(subgraphs.asked).toEqual(['a']);
});

test('what was sent twice is given twice, in turn, and sent when it is asked for once more', async () => {
  const { subgraphs, told, tell, recorder } = setUp();
  recorder.send(request('a'), tell('1'));
  recorder.send(request('a'), tell('2'));
  await subgraphs.sent[0]!.answer('x');
  await subgraphs.sent[1]!.answer('y');
  const again = recorder.again();
  for (const who of ['3', '4', '5']) again.send(request('a'), tell(who));
  await setImmediate();
  expect(told).toEqual(['1: x', '2: y', '3: x', '4: y']);
  expect(subgraphs.asked).toEqual(['a', 'a', 'a']);
});

test('another subgraph or another body is another request', () => {
  const { subgraphs, tell, recorder } = setUp();
  recorder.send(request('a'), tell('1'));
  const again = recorder.again();
  again.send(request('b'), tell('2'));
  again.send({ ...request('a'), body: Buffer.from('{}') }, tell('3'));
  expect(subgraphs.asked).toEqual(['a', 'b', 'a']);
});
