import { type Redis } from 'ioredis';
import { areCurrentScript, lookupScript, settleScript, storeScript } from './scripts';
import { raiseStampsScript, stampBook } from '@nutgraf/contract/cache-stamps';

/** An entry as the lookup script answers it: id, begin, age, tags, head, value. */
export type FoundParts = [Buffer, number, number, Buffer, Buffer, Buffer];
/** Epoch, counter, and for each key its age, what is wrong with it, or its parts. */
export type LookupAnswer = [Buffer, number, ...(number | FoundParts)[]];

type Argument = string | number | Buffer;
type Script<Answer> = (keyCount: number, ...keysAndArguments: Argument[]) => Promise<Answer>;

/** The scripts of the cache. Each is sent once in a connection, and named from then on. */
export interface CacheCommands {
  nutgrafLookupBuffer: Script<LookupAnswer>;
  nutgrafStore: Script<number>;
  nutgrafAreCurrent: Script<(0 | 1)[]>;
  nutgrafSettle: Script<number>;
  nutgrafRaise: Script<number>;
}

/** Makes the scripts known to a client. */
export function withCacheCommands(client: Redis): CacheCommands {
  client.defineCommand('nutgrafLookup', { lua: lookupScript });
  client.defineCommand('nutgrafStore', { lua: storeScript });
  client.defineCommand('nutgrafAreCurrent', { lua: areCurrentScript });
  client.defineCommand('nutgrafSettle', { lua: settleScript });
  client.defineCommand('nutgrafRaise', { lua: raiseStampsScript });
  return client as unknown as CacheCommands;
}

/** Beside the book, on one node of a Redis Cluster. */
export const entryPrefix = stampBook.replace(/[^}]*$/, ':entry:');
