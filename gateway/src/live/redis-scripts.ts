import { createHash } from 'node:crypto';

/** A Lua script that Redis runs as one: nothing comes in between. */
export interface RedisScript {
  readonly text: string;
  readonly sha: string;
}

/** A script of this text. */
export function script(text: string): RedisScript {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}

/**
 * KEYS: epoch, position. ARGV: a fresh epoch, then the epoch and the last position the caller knows.
 *
 * Sets `epoch`, `last` (position), `now` (microseconds since 1970, by Redis' clock). A Redis whose last position lies
 * before one that somebody has seen was restarted from an older copy: what it lost must not look as if it had never
 * been, so it begins a new epoch.
 */
const begin = `
local function text(position) return string.format('%.0f', position) end
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local epoch = redis.call('GET', KEYS[1])
if not epoch or (epoch == ARGV[2] and last < tonumber(ARGV[3])) then
  epoch = ARGV[1]
  redis.call('SET', KEYS[1], epoch)
end
`;

/** Moves the last position up to now, so that a place without events does not grow old. */
const tick = `
if now > last then
  last = now
  redis.call('SET', KEYS[2], text(last))
end
`;

/** KEYS and ARGV as `begin` has them. Returns the epoch and the position of now: every later event stands behind it. */
export const tickScript = script(`${begin}${tick}return { epoch, text(last) }`);

/**
 * KEYS besides: per event its mark, then the streams of its audiences, whose names are those of the channels, too.
 * ARGV besides: the retention in ms, entries per stream, the number of events, then per event its JSON and the number
 * of its audiences. Returns the epoch, and per event its position and whether it was kept only now.
 */
export const appendScript = script(`${begin}
local key, arg, reply = 3, 7, {}
for count = 1, tonumber(ARGV[6]) do
  local event, audiences = ARGV[arg], tonumber(ARGV[arg + 1])
  local known = redis.call('GET', KEYS[key])
  if not known then
    last = math.max(last + 1, now)
    local position = text(last)
    redis.call('SET', KEYS[2], position)
    local announcement = '{"epoch":"' .. epoch .. '","position":' .. position .. ',"event":' .. event .. '}'
    for stream = key + 1, key + audiences do
      redis.call('XADD', KEYS[stream], 'MAXLEN', '=', ARGV[5], position .. '-0', 'event', event)
      redis.call('PEXPIRE', KEYS[stream], ARGV[4])
      redis.call('PUBLISH', KEYS[stream], announcement)
    end
    redis.call('SET', KEYS[key], position, 'PX', ARGV[4])
    reply[count] = { position, 1 }
  else
    reply[count] = { known, 0 }
  end
  key, arg = key + 1 + audiences, arg + 2
end
return { epoch, reply }
`);

/**
 * KEYS besides: the streams. ARGV besides: the retention in ms, entries per stream and page, then the epoch and the
 * position to read behind. Returns the epoch, the position of now, whether all that stood behind the given one is still
 * there, and the entries of each stream.
 *
 * A stream that expired says nothing about what it had, so nothing older than the retention counts as complete. One
 * that was trimmed (fewer entries than were ever added) is complete from its first entry on.
 */
export const readScript = script(`${begin}
local after, streams = tonumber(ARGV[7]), {}
local complete = ARGV[6] == epoch and after <= last and after >= now - ARGV[4] * 1000
for each = 3, #KEYS do
  local entries = {}
  if complete and redis.call('EXISTS', KEYS[each]) == 1 then
    local info, about = redis.call('XINFO', 'STREAM', KEYS[each]), {}
    for field = 1, #info, 2 do about[info[field]] = info[field + 1] end
    local first = tonumber(string.match(about['first-entry'][1], '^%d+'))
    if after < first and about['entries-added'] ~= about['length'] then complete = false end
    entries = redis.call('XRANGE', KEYS[each], '(' .. ARGV[7] .. '-0', '+', 'COUNT', ARGV[5])
  end
  streams[each - 2] = entries
end
${tick}return { epoch, text(last), complete and 1 or 0, streams }
`);
