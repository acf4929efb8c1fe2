import { z } from 'zod';
import { RedisScripts, type RedisLog } from '../live/redis-connection.ts';
import { script } from '../live/redis-scripts.ts';
import { ByteBudget } from './byte-budget.ts';
import { maxAgeMaxSeconds } from './cache-hints.ts';
import {
  CacheAway,
  textOf,
  valueOf,
  type CacheStore,
  type Kept,
  type Lacking,
  type Lease,
  type Looked,
} from './cache-store.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { freshStamp } from './memory-cache-store.ts';
import { stampTimeMs, type StampName } from './stamps.ts';

const bounds = {
  /** Longer than that is no gain: a subgraph answers in as much. */
  lookTimeMaxMs: 50,
  restMs: 250,
  /** What one gateway keeps within the longest time that anything is kept. */
  keptBytesMax: 64 * 1024 * 1024,
};

/** Of a key, and of what Redis notes of it. */
const bytesBesidesValue = 250;

export interface RedisCacheStoreOptions extends Partial<typeof bounds> {
  readonly url: string;
  readonly log: RedisLog;
  /** What its keys begin with. */
  readonly namespace?: string;
  /** A connection that gives no answer for so long is made anew. */
  readonly answerTimeMaxMs?: number;
}

/** KEYS: names. ARGV: what they become, and for how many ms. */
const changeScript = script(`
for each = 1, #KEYS do redis.call('SET', KEYS[each], ARGV[1], 'PX', ARGV[2]) end
return #KEYS
`);

/**
 * KEYS: by twos, a value and its lease. ARGV: for how many ms, then what each value would begin with. Returns for each the value,
 * if it has come meanwhile, or else 1 or 0: whether the lease was taken.
 */
const leaseScript = script(`
local taken = {}
for each = 1, #KEYS / 2 do
  local value, head = redis.call('GET', KEYS[2 * each - 1]), ARGV[each + 1]
  if value and string.sub(value, 1, #head) == head then taken[each] = value
  else taken[each] = redis.call('SET', KEYS[2 * each], '', 'NX', 'PX', ARGV[1]) and 1 or 0 end
end
return taken
`);
const leaseReply = z.array(z.union([z.literal([0, 1]), z.string()]));

/**
 * Keeps answers in Redis, for all gateways. A connection that was lost may have been lost with changes of stamps, as when
 * Redis comes back with an older copy of its data: whoever connects anew has nothing count that was kept before.
 */
export class RedisCacheStore implements CacheStore {
  readonly #options: RedisCacheStoreOptions & typeof bounds;
  readonly #scripts: RedisScripts;
  readonly #breaker: CircuitBreaker;
  readonly #budget: ByteBudget;
  readonly #prefix: string;
  #connections = 0;
  /** The connection from which on everything was forgotten. */
  #begun = -1;

  constructor(options: RedisCacheStoreOptions) {
    this.#options = { ...bounds, ...options };
    const { url, log, answerTimeMaxMs, lookTimeMaxMs, restMs, keptBytesMax } = this.#options;
    // One hash tag: a cluster keeps all of it on one node, as to read it at one moment needs.
    this.#prefix = `${options.namespace ?? 'payloom'}:{cache}`;
    this.#budget = new ByteBudget(keptBytesMax, maxAgeMaxSeconds * 1_000);
    this.#scripts = new RedisScripts({ url, log, answerTimeMaxMs, connectionName: 'payloom-gateway-cache' });
    const { redis } = this.#scripts;
    this.#breaker = new CircuitBreaker({
      answerTimeMaxMs: lookTimeMaxMs,
      restMs,
      probe: () => redis.ping(),
    });
    redis.on('ready', () => void this.#begin((this.#connections += 1)));
    redis.on('close', () => (this.#connections += 1));
  }

  async look(stamps: readonly StampName[], keys: readonly string[]): Promise<Looked> {
    if (this.#begun !== this.#connections) throw new CacheAway();
    const names = ['epoch', ...stamps, ...keys].map((name) => this.#named(name));
    const [epoch, ...found] = await this.#breaker.ask(() => this.#scripts.redis.mget(...names));
    if (epoch == null) {
      // Somebody emptied this Redis.
      void this.#begin(this.#connections);
      throw new CacheAway();
    }
    const values = found.splice(stamps.length);
    return { epoch, stamps: found.map((stamp) => stamp ?? ''), values };
  }

  keep(values: readonly Kept[]): void {
    if (this.#breaker.isOpen) return;
    const fitting = values.filter(({ value }) =>
      this.#budget.take(Buffer.byteLength(value) + bytesBesidesValue),
    );
    if (fitting.length === 0) return;
    const pipeline = this.#scripts.redis.pipeline();
    for (const { key, value, timeMs } of fitting)
      pipeline.set(this.#named(key), value, 'PX', Math.ceil(timeMs));
    // What is not kept is fetched again.
    pipeline.exec().catch(() => {});
  }

  async change(stamps: readonly StampName[], signal?: AbortSignal): Promise<void> {
    if (stamps.length === 0) return;
    const names = stamps.map((name) => this.#named(name));
    await this.#scripts.run(changeScript, names, [freshStamp(), String(stampTimeMs)], signal);
  }

  async forget(signal?: AbortSignal): Promise<void> {
    const aYearMs = 365 * 24 * 60 * 60 * 1_000;
    await this.#scripts.run(changeScript, [this.#named('epoch')], [freshStamp(), String(aYearMs)], signal);
  }

  async lease(values: readonly Lacking[], timeMs: number): Promise<Lease[]> {
    const names = values.flatMap((value) => [this.#named(value.key), this.#leaseOf(value)]);
    const args = [String(timeMs), ...values.map(({ stamps }) => valueOf(stamps, ''))];
    const reply = await this.#breaker.ask(() => this.#scripts.runOnce(leaseScript, names, args));
    return leaseReply.parse(reply).map((taken, index) => {
      if (typeof taken === 'string') return { text: textOf(values[index]?.stamps ?? '', taken) ?? '' };
      return taken === 1 ? 'ours' : 'theirs';
    });
  }

  release(values: readonly Lacking[]): void {
    if (values.length === 0 || this.#breaker.isOpen) return;
    // They end by themselves soon.
    this.#scripts.redis.del(...values.map((value) => this.#leaseOf(value))).catch(() => {});
  }

  close(): void {
    this.#breaker.close();
    this.#scripts.close();
  }

  /** Has nothing count that was kept before this connection. */
  async #begin(connection: number): Promise<void> {
    if (this.#begun === connection) this.#begun = -1;
    try {
      await this.forget();
      if (connection === this.#connections) this.#begun = connection;
    } catch {
      // It was closed.
    }
  }

  #leaseOf({ key, stamps }: Lacking): string {
    return this.#named(`lease:${key}:${stamps}`);
  }

  #named(name: string): string {
    return `${this.#prefix}:${name}`;
  }
}
