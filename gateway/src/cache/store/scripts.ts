import { bookFields, mostTagsAtOnce } from '@nutgraf/contract/cache-stamps';

const { epoch, counter, floor, run } = bookFields;

/**
 * What several scripts begin with: whether something that began at a number is above the stamps of its tags. A tag is looked
 * up once in a call. No stamp is above the counter, so nothing need be looked up for what began there.
 */
const currency = `
local book = KEYS[1]
local stamps = {}
local lookups = 0
local function isCurrent(begin, tags)
  local current, unknown = true, {}
  for tag in string.gmatch(tags, '[^\\n]+') do
    local stamp = stamps[tag]
    if stamp == nil then unknown[#unknown + 1] = tag
    elseif stamp > begin then return false end
  end
  for first = 1, #unknown, ${mostTagsAtOnce} do
    local last = math.min(first + ${mostTagsAtOnce - 1}, #unknown)
    lookups = lookups + last - first + 1
    local read = redis.call('HMGET', book, unpack(unknown, first, last))
    for i = 1, #read do
      local stamp = tonumber(read[i] or 0)
      stamps[unknown[first + i - 1]] = stamp
      if stamp > begin then current = false end
    end
  end
  return current
end
`;

/** Without a book one is made. It is made anew where it has no epoch, for nobody could say what counts in it. */
const openBook = `
local head = redis.call('HMGET', book, '${epoch}', '${counter}', '${floor}')
if not head[1] then
  redis.call('UNLINK', book)
  redis.call('HSET', book, '${epoch}', ARGV[1], '${run}', ARGV[2], '${counter}', 0, '${floor}', 0)
  head = { ARGV[1], '0', '0' }
end
local counter, floor = tonumber(head[2] or 0), tonumber(head[3] or 0)
`;

/** Tags that one lookup looks up, more or less: while it does, Redis serves nobody else. What is beyond is not found. */
const mostLookups = 20_000;

/** What the scripts answer for a key instead of an entry. */
export const notFound = -1;
export const notCurrent = -2;

/**
 * Reads entries. KEYS: the book, the entries. ARGV: an epoch and the run for a new book, the bytes that may be answered;
 * for each entry the id of what the caller holds, and the counter at which that counted.
 * @returns epoch, counter, and for each entry its age if the caller holds it, else its parts
 */
export const lookupScript = `${currency}${openBook}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local room = tonumber(ARGV[3])
local answers = { head[1], counter }
for i = 2, #KEYS do
  local heldId, countedAt = ARGV[2 * i], tonumber(ARGV[2 * i + 1])
  local meta = redis.call('HGET', KEYS[i], 'meta')
  local answer = ${notFound}
  if meta then
    local id, epoch, begin, at, size = string.match(meta, '^(%S+) (%S+) (%S+) (%S+) (%S+)$')
    begin, size = tonumber(begin), tonumber(size)
    local isHeld = id == heldId
    if epoch ~= head[1] or begin < floor then answer = ${notCurrent}
    elseif begin < counter and not (isHeld and countedAt >= counter) and lookups > ${mostLookups} then
      answer = ${notFound}
    elseif begin < counter and not (isHeld and countedAt >= counter)
      and not isCurrent(begin, redis.call('HGET', KEYS[i], 'tags')) then answer = ${notCurrent}
    elseif isHeld then answer = math.max(0, now - at)
    elseif size <= room then
      room = room - size
      local parts = redis.call('HMGET', KEYS[i], 'tags', 'head', 'value')
      answer = { id, begin, math.max(0, now - at), parts[1], parts[2], parts[3] }
    end
  end
  answers[i + 1] = answer
end
return answers`;

/**
 * Keeps entries, but not in place of such that began later. KEYS: the book, the entries. ARGV: for each entry id, epoch,
 * begin, size, lifetime, tags, head and value.
 */
export const storeScript = `
local epoch = redis.call('HGET', KEYS[1], '${epoch}')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #KEYS do
  local at = (i - 2) * 8
  local id, ofEpoch, begin, size = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local meta = redis.call('HGET', KEYS[i], 'meta')
  local hasEpoch, hasBegin = string.match(meta or '', '^%S+ (%S+) (%S+)')
  local isLater = hasEpoch == epoch and tonumber(hasBegin) > tonumber(begin)
  if ofEpoch == epoch and not isLater then
    local fresh = table.concat({ id, ofEpoch, begin, string.format('%.0f', now), size }, ' ')
    redis.call('HSET', KEYS[i], 'meta', fresh, 'tags', ARGV[at + 6], 'head', ARGV[at + 7], 'value', ARGV[at + 8])
    redis.call('PEXPIRE', KEYS[i], ARGV[at + 5])
  end
end
return 1`;

/** KEYS: the book. ARGV: epoch and counter of a begin, lists of tags. @returns 1 or 0 for each list */
export const areCurrentScript = `${currency}
local head = redis.call('HMGET', book, '${epoch}', '${counter}', '${floor}')
local begin = tonumber(ARGV[2])
local counts = head[1] == ARGV[1] and begin >= tonumber(head[3] or 0)
local isLatest = begin >= tonumber(head[2] or 0)
local answers = {}
for i = 3, #ARGV do
  answers[i - 2] = (counts and (isLatest or isCurrent(begin, ARGV[i]))) and 1 or 0
end
return answers`;

/**
 * Before a gateway trusts a Redis. In another process of it the counter may have gone back, so there the book begins anew;
 * where only a connection was lost, what began before does not count. KEYS: the book. ARGV: an epoch and the run for a new
 * book, 1 if a connection was lost.
 */
export const settleScript = `
local book = KEYS[1]
local kept = redis.call('HMGET', book, '${epoch}', '${run}')
if not kept[1] then return 0 end
-- Changes nothing, but is refused where writers are refused as well, other than for want of memory.
redis.call('PERSIST', book)
if kept[2] ~= ARGV[2] then
  redis.call('UNLINK', book)
  redis.call('HSET', book, '${epoch}', ARGV[1], '${run}', ARGV[2], '${counter}', 0, '${floor}', 0)
elseif ARGV[3] == '1' then
  redis.call('HSET', book, '${floor}', redis.call('HINCRBY', book, '${counter}', 1))
end
return 1`;
