import { dataFolder } from './data-folder';

test('is where NUTGRAF_DATA_DIR says, else .nutgraf; never the repository itself', () => {
  expect(dataFolder('/home/ada/nutgraf', { NUTGRAF_DATA_DIR: '../data' }).path).toBe('/home/ada/data');
  expect(dataFolder('/home/ada/nutgraf', {}).path).toBe('/home/ada/nutgraf/.nutgraf');
  expect(dataFolder('/home/ada/nutgraf', { NUTGRAF_DATA_DIR: '' }).path).toBe('/home/ada/nutgraf/.nutgraf');
});
