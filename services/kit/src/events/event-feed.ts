import type { EventEnvelope, EventPage } from '@nutgraf/contract/event';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { FeedSignal } from './feed-signal';

/** Events of one answer. */
const pageSize = 200;

const query = z.object({
  after: z.string().regex(/^\d{1,18}$/),
  wait: z.coerce.number().min(0).max(30).default(0),
});

/**
 * `GET /internal/events?after=<position>&wait=<seconds>`: the service's events after a position, oldest
 * first; waits for the first when there is none.
 */
export function registerEventFeed(app: FastifyInstance, dataSource: DataSource, signal: FeedSignal): void {
  app.get('/internal/events', async (request, reply) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) {
      return reply.code(400).send({ error: 'Ask with after=<position> and wait=<seconds, up to 30>.' });
    }
    const { after, wait } = parsed.data;
    const deadline = Date.now() + wait * 1000;
    let gone = false;
    reply.raw.once('close', () => (gone = true));
    for (;;) {
      // Begin to wait before looking, so that a commit in between is not slept through.
      const left = deadline - Date.now();
      const woken = left > 0 ? signal.wait(left) : undefined;
      const events = await eventsAfter(dataSource, after);
      if (events.length > 0 || woken === undefined || gone || signal.closed) {
        const page: EventPage = { events };
        return reply.send(page);
      }
      await woken;
    }
  });
}

async function eventsAfter(dataSource: DataSource, position: string): Promise<EventEnvelope[]> {
  const rows = await dataSource.query<(Omit<EventEnvelope, 'occurredAt'> & { occurredAt: Date })[]>(
    `SELECT position::text, id, aggregatetype AS "aggregateType", aggregateid AS "aggregateId", type, version,
            occurred_at AS "occurredAt", payload
     FROM outbox WHERE outbox.position > $1 ORDER BY outbox.position LIMIT ${pageSize}`,
    [position],
  );
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
}
