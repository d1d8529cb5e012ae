import { createLogger } from './logger';

it('writes no secrets, however they are nested', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  logger.info({ headers: { authorization: 'Bearer SECRET', 'nutgraf-signature': 'SECRET' } }, 'a');
  logger.info({ request: { headers: { cookie: 'SECRET' } }, token: 'SECRET' }, 'b');
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('SECRET');
});
