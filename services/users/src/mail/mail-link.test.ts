import { mailLink } from './mail-link';

test.each([
  ['https://daily.example', 'https://daily.example/verify-email?token=a-_'],
  ['https://daily.example/', 'https://daily.example/verify-email?token=a-_'],
  ['https://example.org/daily', 'https://example.org/daily/verify-email?token=a-_'],
])('on %s a link is %s', (siteUrl, link) => {
  expect(mailLink(siteUrl, 'verify-email', 'a-_')).toBe(link);
});
