import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphError, SubgraphRequest, SubgraphResponse } from '../executor/subgraph-response.ts';
import type { CallerClass } from './caller-class.ts';
import type { CacheStore } from './cache-store.ts';
import { digest, type FetchRule } from './fetch-rule.ts';
import type { Flights } from './flights.ts';
import type { Parts } from './parts.ts';
import { entityStamp, familyStamp, writerStamp, type StampName } from './stamps.ts';

/** How long a gateway leaves a fetch to another one that has taken it upon itself, before it fetches too. */
export const leaseTimeMs = 200;
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
  async #lead(own: readonly (LookedPart & { readonly index: number })[]): Promise<void> {
    const { flights, store } = this.#options;
    const land = flights.begin(own.map(flightOf));
    let texts: readonly string[] | null = null;
    let leased: readonly boolean[] = [];
    try {
      leased = await this.#leased(own);
      const elsewhere = await this.#awaitOthers(own.filter((_part, each) => !leased[each]));
      const asked = own.filter((part) => !elsewhere.has(part.index));
      const brought = asked.length > 0 ? await this.#fetchWhole(asked) : [];
      if (brought) {
        this.#keep(asked, brought);
        asked.forEach((part, each) => elsewhere.set(part.index, brought[each] ?? ''));
        texts = own.map(({ index }) => elsewhere.get(index) ?? '');
      }
    } finally {
      store.release(own.filter((_part, each) => leased[each]).map(flightOf));
      land(texts);
    }
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
      .map(({ key, stamps }, each) => ({ key, value: `${stamps}\n${texts[each] ?? ''}`, timeMs }))
      .filter(({ value }) => value.length <= valueLengthMax);
    if (timeMs > 0 && values.length > 0) this.#options.store.keep(values);
  }

  /** Of which parts this gateway has to do the fetch. */
  async #leased(own: readonly LookedPart[]): Promise<readonly boolean[]> {
    return this.#options.store.lease(own.map(flightOf), leaseTimeMs).catch(() => own.map(() => true));
  }

  /** Waits for what other gateways fetch. Resolves with what came of it in time, by index. */
  async #awaitOthers(
    waiting: readonly (LookedPart & { readonly index: number })[],
  ): Promise<Map<number, string>> {
    const come = new Map<number, string>();
    const untilMs = performance.now() + leaseTimeMs;
    let left = waiting;
    while (left.length > 0 && performance.now() < untilMs) {
      await delay(leaseLookEveryMs);
      const looked = await this.#look().catch(() => []);
      left = left.filter(({ index, stamps }) => {
        const part = looked[index];
        if (part?.text == null || part.stamps !== stamps) return part?.stamps === stamps;
        come.set(index, part.text);
        this.#take({ index, text: part.text });
        return false;
      });
    }
    return come;
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
        return { key, stamps: seen, text: textBy(seen, values[index] ?? null) };
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

/** The text of a value that counts by these stamps. */
function textBy(stamps: string, value: string | null): string | null {
  const end = value?.indexOf('\n') ?? -1;
  return value !== null && value.slice(0, end) === stamps ? value.slice(end + 1) : null;
}

const flightOf = ({ key, stamps }: Pick<LookedPart, 'key' | 'stamps'>): string => `${key} ${stamps}`;
