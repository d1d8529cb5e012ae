import { portsFrom } from './ports';

test('stand where they always stood', () => {
  expect(portsFrom(4000)).toMatchObject({
    gateway: 4000,
    users: 4001,
    content: 4002,
    billing: 4003,
    postgres: 4010,
  });
});
