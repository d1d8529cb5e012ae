import { parseOptions } from './options';

test('reads the flags', () => {
  expect(parseOptions([])).toEqual({ port: 4000, reset: false, scale: null, help: false });
  expect(parseOptions(['--port', '5000', '--reset', '--scale', '10'])).toEqual({
    port: 5000,
    reset: true,
    scale: 10,
    help: false,
  });
});

test.each([['0'], ['32758'], ['http'], ['4000.5'], ['']])('refuses %j as a port', (port) => {
  expect(() => parseOptions(['--port', port])).toThrow('--port must be a number from 1 to 32757');
});

test.each([['0'], ['1001'], ['2.5'], ['ten'], ['']])('refuses %j as a scale', (scale) => {
  expect(() => parseOptions(['--scale', scale])).toThrow('--scale must be a whole number from 1 to 1000');
});

test.each([[['--rest']], [['--port']], [['surplus']]])('points to the help for %j', (args) => {
  expect(() => parseOptions(args)).toThrow('"npm start -- --help" shows what there is.');
});
