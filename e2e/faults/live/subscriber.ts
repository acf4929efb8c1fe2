import { setTimeout as delay } from 'node:timers/promises';
import { roleAudience, userAudience } from '@payloom/event-contracts/envelope';
import type { TestIssuer, TestViewer } from '@payloom/testkit/tokens';
import { z } from 'zod';
import { randomOf, type Random } from '@payloom/testkit/random';
import { fetchPayments } from './fetch-payments.ts';
import { openSocketLine, openStreamLine, type LiveLine, type Result } from './live-line.ts';
import type { Move, SubscriberPlan } from './live-plan.ts';
import type { BeganFor, LogPart, SubscriberLog } from './subscriber-log.ts';

/** Between two tries, so that a gateway that is away is not asked all the time. */
const waitsMs = { min: 50, max: 1_000 };

const subscriptionFor = (fields: string) => `subscription Changes($after: Cursor) {
  paymentChanged(after: $after) { cursor type payment { id ${fields} } }
}`;
const bareQuery = subscriptionFor('');
const hydratedQuery = subscriptionFor('status amount { amountMinor currency } payer { id } recipient { id }');

const changedSchema = z.object({
  paymentChanged: z.object({
    cursor: z.string(),
    type: z.string(),
    payment: z.object({ id: z.string(), status: z.string().optional() }),
  }),
});

export interface SubscriberOptions {
  readonly name: string;
  readonly viewer: TestViewer;
  readonly plan: SubscriberPlan;
  readonly issuer: TestIssuer;
  /** Of the gateways, whether or not they run now. */
  readonly origins: readonly string[];
}

/** A client of the live protocol, as its page tells clients to be: it keeps its cursor and goes on with it elsewhere. */
export class Subscriber implements SubscriberLog {
  readonly name: string;
  readonly audiences: readonly string[];
  readonly parts: LogPart[] = [];
  /** How often its lines ended, by why. */
  readonly ends = new Map<string, number>();
  readonly #options: SubscriberOptions;
  readonly #random: Random;
  #cursor: string | null = null;
  #beginsFor: BeganFor = 'no cursor';
  #line: LiveLine | undefined;
  #end: (why: string) => void = () => undefined;
  #origin = '';
  #isStopped = false;

  constructor(options: SubscriberOptions) {
    const { name, viewer, plan } = options;
    this.name = name;
    this.audiences = [userAudience(viewer.userId), roleAudience(viewer.role ?? 'CUSTOMER')];
    this.#options = options;
    this.#random = randomOf(plan.seed);
  }

  /** Of the gateway where it listens, or did last. */
  get origin(): string {
    return this.#origin;
  }

  /** Listens at one gateway after the other until it is stopped. */
  async live(): Promise<void> {
    while (!this.#isStopped) {
      const why = await this.#visit();
      this.ends.set(why, (this.ends.get(why) ?? 0) + 1);
      await delay(this.#random.int(waitsMs.min, waitsMs.max));
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#end('stopped');
  }

  /** Loses its connection. */
  cut(): void {
    this.#end('be cut off');
  }

  /** Does what the plan has it do. */
  async move({ kind, forMs }: Move): Promise<void> {
    const line = this.#line;
    if (kind !== 'read nothing') return this.#end(kind);
    line?.hold();
    await delay(forMs);
    line?.goOn();
  }

  /** Listens at one gateway for as long as that goes well. Resolves with why it ended. */
  async #visit(): Promise<string> {
    const { issuer, viewer, origins, plan } = this.#options;
    this.#origin = this.#random.pick(origins);
    const token = await issuer.sign(viewer);
    const open = plan.transport === 'socket' ? openSocketLine : openStreamLine;
    const line = open(this.#origin, token);
    const part = this.#part();
    const why = await new Promise<string>((resolve) => {
      let isOver = false;
      this.#line = line;
      this.#end = (reason) => {
        // At once: what comes behind this is not taken in any more.
        isOver = true;
        resolve(reason);
      };
      const end = this.#end;
      const onTaken = () => void this.#fetchOnce(line, part).catch(() => end('nothing fetched'));
      const onResult = (result: Result) => {
        if (!isOver) this.#takeIn(part, result, end);
      };
      const request = {
        query: plan.isHydrated ? hydratedQuery : bareQuery,
        variables: { after: this.#cursor },
      };
      line.begin(request, { onTaken, onResult, onEnd: end });
      if (this.#isStopped) end('stopped');
    });
    if (why === 'be cut off') line.cut();
    else line.leave();
    this.#goOnFrom(why, part);
    return why;
  }

  /** What is logged into now: a new part where there is no cursor to go on with. */
  #part(): LogPart {
    const last = this.parts.at(-1);
    if (last && this.#cursor !== null) return last;
    const part: LogPart = { beganFor: this.#beginsFor, fetched: null, updates: [] };
    this.parts.push(part);
    this.#beginsFor = 'no cursor';
    return part;
  }

  async #fetchOnce(line: LiveLine, part: LogPart): Promise<void> {
    part.fetched ??= await fetchPayments(line);
  }

  #takeIn(part: LogPart, { data }: Result, end: (why: string) => void): void {
    const read = changedSchema.safeParse(data);
    if (!read.success) return end('an update that cannot be read');
    const { cursor, type, payment } = read.data.paymentChanged;
    this.#cursor = cursor;
    part.updates.push({ cursor, type, paymentId: payment.id, status: payment.status });
  }

  /** Without what was fetched, an update alone is nothing to go on from. */
  #goOnFrom(why: string, part: LogPart): void {
    if (why !== 'RESYNC_REQUIRED' && part.fetched !== null) return;
    this.#cursor = null;
    if (why === 'RESYNC_REQUIRED') this.#beginsFor = why;
  }
}
