import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphError, SubgraphRequest, SubgraphResponse } from '../executor/subgraph-response.ts';
import type { CallerClass } from './caller-class.ts';
import { textOf, valueOf, type CacheStore } from './cache-store.ts';
import { digest, type FetchRule } from './fetch-rule.ts';
import type { Flights } from './flights.ts';
import type { Parts } from './parts.ts';
import { entityStamp, familyStamp, writerStamp, type StampName } from './stamps.ts';

/** How long a gateway leaves a fetch to another one that has taken it upon itself, before it fetches too. */
export const leaseTimeMs = 500;
const leaseLookEveryMs = 10;
const valueLengthMax = 64 * 1024;

/** A subgraph's answer, and whether it may be kept as far as the answer itself goes. */
export interface Fetched {
  readonly response: SubgraphResponse;
  readonly setsCookies: boolean;
}

export type LookupOutcome = 'hit' | 'miss' | 'shared';

export interface CachedFetchOptions {
  readonly store: CacheStore;
  readonly flights: Flights;
  readonly subgraph: string;
  readonly rule: FetchRule;
  readonly callers: CallerClass;
  /** Whose doings are to be seen by who asks; null for nobody's. */
  readonly writerId: string | null;
  readonly request: SubgraphRequest;
  readonly parts: Parts;
  readonly fetch: (request: SubgraphRequest) => Promise<Fetched>;
  readonly onOutcome: (outcome: LookupOutcome, count: number) => void;
}

/** A part, as it was found. */
interface LookedPart {
  readonly key: string;
  /** What it depends on, as that was before anything is fetched for it. */
  readonly stamps: string;
  readonly text: string | null;
}

type LackingPart = LookedPart & { readonly index: number };

/** One fetch from a subgraph, answered from what is kept as far as that goes. */
export class CachedFetch {
  readonly #options: CachedFetchOptions;
  readonly #beganMs = performance.now();
  readonly #found = new Map<number, unknown>();
  readonly #errors: SubgraphError[] = [];
  #isBroken = false;

  constructor(options: CachedFetchOptions) {
    this.#options = options;
  }

  /** Resolves with the answer. Rejects with CacheAway, or with what the subgraph's failure is. */
  async run(): Promise<SubgraphResponse> {
    const { parts, flights, onOutcome } = this.#options;
    const looked = await this.#look();
    const missing = looked.map((part, index) => ({ ...part, index })).filter((part) => !this.#take(part));
    const joined = missing.flatMap(({ index, ...part }) => {
      const flight = flights.find(flightOf(part));
      return flight ? [{ index, flight }] : [];
    });
    const others = new Set(joined.map(({ index }) => index));
    const own = missing.filter(({ index }) => !others.has(index));
    onOutcome('hit', parts.count - missing.length);
    onOutcome('shared', joined.length);
    onOutcome('miss', own.length);
    const [, landed] = await Promise.all([
      own.length > 0 ? this.#lead(own) : undefined,
      Promise.all(joined.map(async ({ index, flight }) => ({ index, text: await flight }))),
    ]);
    const left = landed.filter((part) => !this.#take(part)).map(({ index }) => index);
    // What came for others is for them alone: an error may be a matter of who asked.
    if (left.length > 0) this.#fill(left, await this.#fetchSome(left));
    return this.#answer();
  }

  #take({ index, text }: { index: number; text: string | null }): boolean {
    if (text !== null) this.#found.set(index, JSON.parse(text));
    return text !== null;
  }

  #answer(): SubgraphResponse {
    const { parts } = this.#options;
    const errors = this.#errors;
    if (this.#isBroken) return { data: errors.length > 0 ? null : {}, errors };
    return {
      data: parts.assemble(Array.from({ length: parts.count }, (_, index) => this.#found.get(index))),
      errors,
    };
  }

  /** Fetches parts for whoever wants them at this moment, and keeps them. */
  async #lead(own: readonly LackingPart[]): Promise<void> {
    const { flights, store } = this.#options;
    const land = flights.begin(own.map(flightOf));
    const come = new Map<number, string>();
    let ours: readonly LackingPart[] = [];
    let isForAll = false;
    try {
      const leases = await store.lease(own, leaseTimeMs).catch(() => []);
      const theirs = own.filter((_part, each) => leases[each] === 'theirs');
      own.forEach(({ index }, each) => {
        const lease = leases[each];
        if (typeof lease === 'object') come.set(index, lease.text);
      });
      ours = own.filter((part) => !come.has(part.index) && !theirs.includes(part));
      await this.#awaitOthers(theirs, come);
      isForAll = await this.#bring(
        own.filter(({ index }) => !come.has(index)),
        come,
      );
    } finally {
      store.release(ours);
      land(isForAll ? own.map(({ index }) => come.get(index) ?? '') : null);
    }
  }

  /** Fetches parts and keeps them. Resolves with whether what came is for whoever wants it. */
  async #bring(asked: readonly LackingPart[], come: Map<number, string>): Promise<boolean> {
    for (const [index, text] of come) this.#take({ index, text });
    if (asked.length === 0) return true;
    const texts = await this.#fetchWhole(asked);
    if (!texts) return false;
    asked.forEach(({ index }, each) => come.set(index, texts[each] ?? ''));
    this.#keep(asked, texts);
    return true;
  }

  /** Fetches parts. Resolves with them as text, or with null where the answer is for nobody else. */
  async #fetchWhole(asked: readonly { readonly index: number }[]): Promise<string[] | null> {
    const indexes = asked.map(({ index }) => index);
    const fetched = await this.#fetchSome(indexes);
    const brought = this.#options.parts.partsOf(fetched.response, indexes.length);
    // The executor writes into what it is given.
    const texts = brought?.map((part) => JSON.stringify(part)) ?? null;
    this.#fill(indexes, fetched);
    return fetched.setsCookies || fetched.response.errors.length > 0 ? null : texts;
  }

  #fetchSome(indexes: readonly number[]): Promise<Fetched> {
    return this.#options.fetch(this.#options.parts.requestFor(indexes));
  }

  #fill(indexes: readonly number[], { response }: Fetched): void {
    const { parts } = this.#options;
    this.#errors.push(...parts.errorsOf(response, indexes));
    const brought = parts.partsOf(response, indexes.length);
    if (!brought) this.#isBroken = true;
    else indexes.forEach((index, each) => this.#found.set(index, brought[each]));
  }

  #keep(asked: readonly LookedPart[], texts: readonly string[]): void {
    const timeMs = this.#options.rule.maxAgeMs - (performance.now() - this.#beganMs);
    const values = asked
      .map(({ key, stamps }, each) => ({ key, value: valueOf(stamps, texts[each] ?? ''), timeMs }))
      .filter(({ value }) => value.length <= valueLengthMax);
    if (timeMs > 0 && values.length > 0) this.#options.store.keep(values);
  }

  /** Waits for what other gateways fetch, for a moment, and adds what came. */
  async #awaitOthers(theirs: readonly LackingPart[], come: Map<number, string>): Promise<void> {
    const untilMs = performance.now() + leaseTimeMs;
    let left = theirs;
    while (left.length > 0 && performance.now() < untilMs) {
      await delay(leaseLookEveryMs);
      const looked = await this.#look().catch(() => []);
      left = left.filter(({ index, stamps }) => {
        const part = looked[index];
        // After an event, what they bring is of no use here.
        if (part?.stamps !== stamps) return false;
        if (part.text !== null) come.set(index, part.text);
        return part.text === null;
      });
    }
  }

  /** Looks for every part among what is kept for these callers. */
  async #look(): Promise<LookedPart[]> {
    const { callers, writerId } = this.#options;
    const first = await this.#lookFor(callers.key);
    if (!callers.isShared || writerId === null || first.writer === '') return first.parts;
    // What everybody shares may be from before something that this viewer did: they have their own for a while.
    return (await this.#lookFor([...callers.key, writerId, first.writer])).parts;
  }

  async #lookFor(callerKey: readonly unknown[]): Promise<{ writer: string; parts: LookedPart[] }> {
    const { store, callers, writerId, parts } = this.#options;
    const keys = this.#keysFor(callerKey);
    const dependencies = parts.ids.map((id) => this.#stampsOf(id));
    const writer = writerId === null ? [] : [writerStamp(writerId)];
    const names = [...new Set([...writer, ...dependencies.flat()])];
    const { epoch, stamps, values } = await store.look(names, keys);
    const stampByName = new Map(names.map((name, index) => [name, stamps[index] ?? '']));
    const own = callers.isShared ? [] : writer;
    return {
      writer: writer.map((name) => stampByName.get(name) ?? '').join(''),
      parts: keys.map((key, index) => {
        const dependsOn = [...own, ...(dependencies[index] ?? [])];
        const seen = [epoch, ...dependsOn.map((name) => stampByName.get(name) ?? '')].join('.');
        return { key, stamps: seen, text: textOf(seen, values[index] ?? null) };
      }),
    };
  }

  #keysFor(callerKey: readonly unknown[]): string[] {
    const { rule, subgraph, request, parts } = this.#options;
    const { representations: _parts, ...variables } = request.variables;
    const shared = digest([
      rule.identity,
      subgraph,
      rule.isOfEntities ? variables : request.variables,
      callerKey,
    ]);
    return parts.names.map((name) => digest([shared, name]));
  }

  #stampsOf(id: string | null): StampName[] {
    return this.#options.rule.changedBy.map(({ family, byEntity }) =>
      byEntity && id !== null ? entityStamp(family, id) : familyStamp(family),
    );
  }
}

const flightOf = ({ key, stamps }: Pick<LookedPart, 'key' | 'stamps'>): string => `${key} ${stamps}`;
