import { statementsIn } from './statement-log';

const log = `2026-11-23 07:11:28.158 UTC [14] LOG:  execute <unnamed>: SELECT 1
	  FROM article WHERE id = $1
2026-11-23 07:11:28.158 UTC [14] DETAIL:  Parameters: $1 = 'SELECT 1'
2026-11-23 07:11:28.160 UTC [14] LOG:  statement: COMMIT
2026-11-23 07:11:28.161 UTC [15] LOG:  execute named: SELECT position
	     FROM outbox WHERE position > $1
2026-11-23 07:11:28.162 UTC [15] LOG:  checkpoint starting: time
`;

test('a statement is counted once, however long, and the news that services read are none of a request', () => {
  expect(statementsIn(log)).toBe(2);
  expect(statementsIn('')).toBe(0);
});
