import { needsTls } from './mail-sender';

test.each([
  ['smtp://me:secret@mail.example:587', true],
  ['smtp://mail.example:25', false],
  ['smtps://me:secret@mail.example:465', false],
  ['smtp://me:secret@127.0.0.1:2525', false],
])('over %s a connection without encryption is refused: %s', (url, isRefused) => {
  expect(needsTls(url)).toBe(isRefused);
});
