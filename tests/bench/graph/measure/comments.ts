import { Client } from 'pg';
import { write } from '../operations';
import { type System } from '../world/system';

/** Takes back what the writes wrote, so that the next side reads the same. */
export async function deleteComments({ databaseUrls, redis }: System): Promise<void> {
  const { clientId } = write.variables.input as { readonly clientId: string };
  const client = new Client({ connectionString: databaseUrls.content });
  await client.connect();
  await client.query('DELETE FROM comment WHERE client_id LIKE $1', [clientId.replace('@', '%')]);
  await client.end();
  // What was kept of them would be wrong now, and nobody told.
  await redis.empty();
}
