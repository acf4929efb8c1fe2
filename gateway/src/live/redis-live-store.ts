import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { audienceOf, envelopeSchema, type EventEnvelope } from '@payloom/event-contracts/envelope';
import { z } from 'zod';
import { Slots } from '@payloom/messaging/slots';
import type { GatewayMetrics } from '../http/metrics.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import {
  CursorLost,
  notWithinMs,
  type Listening,
  type LiveListener,
  type LivePage,
  type LiveStore,
  type Place,
} from './live-store.ts';
import { RedisAnnouncements } from './redis-announcements.ts';
import { RedisScripts, type RedisLog } from './redis-connection.ts';
import { mergeStreams, streamsSchema } from './redis-streams.ts';
import { appendScript, readScript, tickScript } from './redis-scripts.ts';
import { unlessAborted } from '../operations/unless-aborted.ts';

const bounds = {
  /** How long an event is kept after the latest one of its audience, and known not to be kept twice. */
  retentionMs: 7 * 24 * 60 * 60 * 1_000,
  entriesPerAudienceMax: 10_000,
  /** Read from one audience's stream at once. */
  pageEventsMax: 200,
  /** When Redis is back every subscription reads what it lacks. */
  readsAtOnceMax: 64,
  /** A subscription that had to wait so long for Redis reads what came meanwhile. */
  promptnessMaxMs: 100,
  pingTimeMaxMs: 2_000,
  /** How often it asks for the place of now. */
  beatMs: 1_000,
};

export interface RedisLiveStoreOptions extends Partial<typeof bounds> {
  readonly url: string;
  readonly log: RedisLog;
  readonly metrics: Pick<GatewayMetrics, 'liveAppends' | 'liveReads' | 'liveGaps'>;
  /** What its keys begin with. */
  readonly namespace?: string;
  /** A connection that gives no answer for so long is made anew. */
  readonly answerTimeMaxMs?: number;
}

const position = z.coerce.number().int();
const tickReply = z.tuple([z.string(), position]);
const appendReply = z.tuple([z.string(), z.array(z.tuple([position, z.literal([0, 1])]))]);
const readReply = z.tuple([z.string(), position, z.literal([0, 1]), streamsSchema]);
const announcementSchema = z.object({ epoch: z.string(), position, event: envelopeSchema });

/**
 * Keeps the latest events in Redis, a capped stream per audience, and announces them on a channel per audience: every
 * gateway reads and hears what any of them appended. Needs Redis 7, with `noeviction`.
 *
 * A position is the microseconds since 1970 by Redis' clock, made to grow strictly, so the streams have one order. What
 * has been lost with a Redis shows: its epoch is another, and cursors of an older one are refused.
 */
export class RedisLiveStore implements LiveStore {
  readonly #options: RedisLiveStoreOptions & typeof bounds;
  readonly #prefix: string;
  readonly #scripts: RedisScripts;
  readonly #announcements: RedisAnnouncements;
  readonly #reads: Slots;
  readonly #closed = new AbortController();
  readonly #listeners = new Map<string, Set<LiveListener>>();
  /** The newest state of the stream that this process has seen. */
  #known = { epoch: '', position: 0 };
  /** The places of the last beats, the latest first. */
  #beats: { readonly place: Place; readonly atMs: number }[] = [];
  readonly #beating: NodeJS.Timeout;

  constructor(options: RedisLiveStoreOptions) {
    this.#options = { ...bounds, ...options };
    this.#reads = new Slots(this.#options.readsAtOnceMax);
    // One hash tag: a cluster keeps all of it on one node, as a script needs.
    this.#prefix = `${options.namespace ?? 'payloom'}:{live}`;
    const { url, log, metrics, answerTimeMaxMs } = options;
    this.#scripts = new RedisScripts({ url, log, answerTimeMaxMs });
    this.#announcements = new RedisAnnouncements({
      url,
      log,
      answerTimeMaxMs,
      publisher: this.#scripts.redis,
      onMessage: (channel, message) => this.#announce(channel, message),
      onGap: (lost) => {
        if (lost) metrics.liveGaps.inc();
        this.#tellOfGap();
      },
    });
    void this.#beat();
    this.#beating = setInterval(() => void this.#beat(), this.#options.beatMs);
  }

  get listenerCount(): number {
    return new Set([...this.#listeners.values()].flatMap((listeners) => [...listeners])).size;
  }

  async append(events: readonly EventEnvelope[], signal?: AbortSignal): Promise<string[]> {
    const { retentionMs, entriesPerAudienceMax } = this.#options;
    const keys: string[] = [];
    const args = [retentionMs, entriesPerAudienceMax, events.length].map(String);
    for (const event of events) {
      const audiences = new Set(audienceOf(event));
      keys.push(`${this.#prefix}:seen:${event.id}`, ...[...audiences].map((each) => this.#streamOf(each)));
      args.push(JSON.stringify(event), String(audiences.size));
    }
    const reply = await this.#scripts.run(appendScript, this.#keys(keys), this.#args(args), signal);
    const [epoch, outcomes] = appendReply.parse(reply);
    return outcomes.map(([at, kept]) => {
      this.#options.metrics.liveAppends.inc({ outcome: kept ? 'kept' : 'known' });
      return this.#see(epoch, at).cursor;
    });
  }

  async readAfter(audiences: readonly string[], cursor: string, signal?: AbortSignal): Promise<LivePage> {
    const after = decodeCursor(cursor);
    if (!after) throw new CursorLost();
    const { retentionMs, pageEventsMax, metrics } = this.#options;
    const keys = this.#keys(audiences.map((audience) => this.#streamOf(audience)));
    const args = this.#args([retentionMs, pageEventsMax, after.epoch, after.position].map(String));
    const reply = await this.#reads.run(() => this.#scripts.run(readScript, keys, args, signal));
    const [epoch, now, isComplete, streams] = readReply.parse(reply);
    metrics.liveReads.inc();
    const newest = this.#see(epoch, now);
    if (!isComplete) throw new CursorLost();
    const { events, end } = mergeStreams(streams, pageEventsMax, (at) => this.#placeOf(epoch, at));
    return { events, end: end ?? newest, complete: end === null };
  }

  recentPlace(): Place | null {
    const longAgoMs = performance.now() - notWithinMs;
    return this.#beats.find(({ atMs }) => atMs < longAgoMs)?.place ?? null;
  }

  async subscribe(
    audiences: readonly string[],
    listener: LiveListener,
    signal?: AbortSignal,
  ): Promise<Listening> {
    const askedAtMs = performance.now();
    const channels = [...new Set(audiences)].map((audience) => this.#streamOf(audience));
    for (const channel of channels) {
      this.#listeners.set(channel, (this.#listeners.get(channel) ?? new Set()).add(listener));
    }
    const entered = channels.map((channel) => this.#announcements.enter(channel));
    const stop = () => this.#forget(channels, listener);
    try {
      await unlessAborted(Promise.all(entered), [this.#closed.signal, signal]);
      const reply = await this.#scripts.run(tickScript, this.#keys([]), this.#args([]), signal);
      const [epoch, now] = tickReply.parse(reply);
      this.#see(epoch, now);
      const waitedMs = performance.now() - askedAtMs;
      if (waitedMs <= this.#options.promptnessMaxMs) return { from: this.#placeOf(epoch, now), stop };
      // Others may have appended while this process waited for Redis: it begins when it was asked for.
      listener.onGap();
      return { from: this.#placeOf(epoch, now - Math.ceil(waitedMs * 1_000)), stop };
    } catch (error) {
      stop();
      throw error;
    }
  }

  async ping(): Promise<boolean> {
    const answered = new AbortController();
    const tooLong = delay(this.#options.pingTimeMaxMs, false, { signal: answered.signal });
    // Writes, so that a Redis which is full or a replica counts as away.
    const answers = this.#scripts.runOnce(tickScript, this.#keys([]), this.#args([])).then(
      () => this.#announcements.hears,
      () => false,
    );
    try {
      return await Promise.race([answers, tooLong]);
    } finally {
      answered.abort();
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
    clearInterval(this.#beating);
    this.#listeners.clear();
    this.#announcements.close();
    this.#scripts.close();
  }

  /** Where Redis is away the places that are known stay: what they leave to be read again is only more. */
  async #beat(): Promise<void> {
    try {
      const reply = await this.#scripts.runOnce(tickScript, this.#keys([]), this.#args([]));
      const [epoch, now] = tickReply.parse(reply);
      const beat = { place: this.#see(epoch, now), atMs: performance.now() };
      this.#beats = [beat, ...this.#beats].slice(0, 2);
    } catch {
      // Connection and health say that it is away.
    }
  }

  #announce(channel: string, message: unknown): void {
    const { data, error } = announcementSchema.safeParse(message);
    if (!data) {
      this.#options.log.error({ err: error }, 'an announcement of a live update cannot be read');
      return;
    }
    const { epoch, position: at, event } = data;
    const place = this.#see(epoch, at);
    for (const listener of this.#listeners.get(channel) ?? []) listener.onEvent({ ...place, event });
  }

  #tellOfGap(): void {
    const listeners = new Set([...this.#listeners.values()].flatMap((each) => [...each]));
    for (const listener of listeners) listener.onGap();
  }

  #forget(channels: readonly string[], listener: LiveListener): void {
    for (const channel of channels) {
      const listeners = this.#listeners.get(channel);
      if (!listeners?.delete(listener)) continue;
      if (listeners.size === 0) this.#listeners.delete(channel);
      this.#announcements.leave(channel);
    }
  }

  #see(epoch: string, at: number): Place {
    const before = this.#known;
    if (epoch !== before.epoch) this.#known = { epoch, position: at };
    else if (at > before.position) this.#known = { epoch, position: at };
    // Redis was emptied under its subscribers: their places are of no use any more, and reading shows them that.
    if (before.epoch !== '' && before.epoch !== epoch) this.#tellOfGap();
    return this.#placeOf(epoch, at);
  }

  #placeOf(epoch: string, at: number): Place {
    return { position: at, cursor: encodeCursor({ epoch, position: at }) };
  }

  #streamOf(audience: string): string {
    return `${this.#prefix}:stream:${audience}`;
  }

  #keys(more: readonly string[]): string[] {
    return [`${this.#prefix}:epoch`, `${this.#prefix}:position`, ...more];
  }

  #args(more: readonly string[]): string[] {
    const fresh = randomBytes(9).toString('base64url');
    return [fresh, this.#known.epoch, String(this.#known.position), ...more];
  }
}
