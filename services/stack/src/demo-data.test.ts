import { wantsDemoData } from './demo-data';

test.each([
  [{}, true],
  [{ DEMO_DATA: '' }, true],
  [{ NODE_ENV: 'production' }, false],
  [{ NODE_ENV: 'production', DEMO_DATA: 'true' }, true],
  [{ DEMO_DATA: 'off' }, false],
])('%j: %j', (env, expected) => {
  expect(wantsDemoData(env)).toBe(expected);
});

test('does not guess', () => {
  expect(() => wantsDemoData({ DEMO_DATA: 'perhaps' })).toThrow('DEMO_DATA must be true or false.');
});
