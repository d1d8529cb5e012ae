import { readAnswer } from './read-answer';

test('bytes that are not UTF-8 are read as the replacement character', () => {
  const body = Buffer.concat([Buffer.from('{"data":{"me":"'), Buffer.from([0xff]), Buffer.from('"}}')]);
  expect(readAnswer('users', { status: 200, body })).toEqual({ data: { me: '\uFFFD' } });
});

test.each([
  [200, 'SUBREQUEST_MALFORMED_RESPONSE'],
  [302, 'SUBREQUEST_HTTP_ERROR'],
  [502, 'SUBREQUEST_HTTP_ERROR'],
])('a body with status %d that is not GraphQL is told as %s', (status, code) => {
  const read = () => readAnswer('users', { status, body: Buffer.from('<html>') });
  expect(read).toThrow(expect.objectContaining({ code, status, subgraph: 'users' }) as Error);
});
