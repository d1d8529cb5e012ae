import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { rosterOf } from '@nutgraf/kit/demo/roster';
import { Client } from 'pg';
import { slugs } from './article-page';
import type { TestGraph } from './test-graph';

const morePlans = 7;
const repliesToEach = 4;

/** Gives every article more authors, the members article more replies, and readers more offers to choose from. */
export async function addMoreData({ services }: TestGraph): Promise<void> {
  await inDatabase(services.content.database.url, async (content) => {
    await addAuthors(content);
    await addReplies(content);
    await copyPlans(content, ['id', 'rank']);
  });
  await inDatabase(services.billing.database.url, async (billing) => {
    await copyPlans(billing, ['id', 'rank', 'code']);
    await copyPrices(billing);
  });
}

async function inDatabase(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function addAuthors(content: Client): Promise<void> {
  const authors = rosterOf(2).slice(0, 8);
  await content.query(
    `INSERT INTO article_author (article_id, user_id, position)
     SELECT article.id, author.id, 10 + author.place
     FROM article CROSS JOIN unnest($1::text[]) WITH ORDINALITY AS author (id, place)
     ON CONFLICT (article_id, user_id) DO NOTHING`,
    [authors.map(({ userId }) => userId)],
  );
}

async function addReplies(content: Client): Promise<void> {
  const { rows: parents } = await content.query<{ id: string; articleId: string }>(
    `SELECT comment.id, article_id AS "articleId" FROM comment JOIN article ON article.id = article_id
     WHERE slug = $1 AND parent_id IS NULL`,
    [slugs.members],
  );
  const replies = parents.flatMap(({ id, articleId }, index) =>
    rosterOf(1)
      .slice(index % 40, (index % 40) + repliesToEach)
      .map(({ userId }, place) => ({
        id: demoId('cmt', 900_000 + index * repliesToEach + place),
        article_id: articleId,
        parent_id: id,
        author_id: userId,
        client_id: `more-${index}`,
        body: 'Same here.',
        created_at: new Date(),
      })),
  );
  await content.query(
    'INSERT INTO comment SELECT * FROM jsonb_populate_recordset(NULL::comment, $1::jsonb)',
    [JSON.stringify(replies)],
  );
}

/** @param columns of the service's table of plans that are unique */
async function copyPlans(client: Client, columns: readonly ('id' | 'rank' | 'code')[]): Promise<void> {
  for (let number = 1; number <= morePlans; number += 1) {
    const own = { id: demoId('pln', 10 + number), rank: 10 + number, code: `offer-${number}` };
    const changes = Object.fromEntries(columns.map((column) => [column, own[column]]));
    await client.query(
      `INSERT INTO plan SELECT (jsonb_populate_record(plan, $1::jsonb)).* FROM plan WHERE id = $2`,
      [JSON.stringify(changes), demoId('pln', 1)],
    );
  }
}

async function copyPrices(billing: Client): Promise<void> {
  for (let number = 1; number <= morePlans; number += 1) {
    const ids = [demoId('pln', 10 + number), demoId('pln', 1)];
    await billing.query(
      'INSERT INTO plan_feature SELECT $1, feature_id FROM plan_feature WHERE plan_id = $2',
      ids,
    );
    await billing.query(
      `INSERT INTO price SELECT (jsonb_populate_record(price, jsonb_build_object(
         'plan_id', $1::text, 'id', left(id, -4) || '7' || $3::text || right(id, 2)))).*
       FROM price WHERE plan_id = $2`,
      [...ids, String(number)],
    );
  }
}
