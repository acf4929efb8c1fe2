import { v7 as uuidv7 } from 'uuid';
import type { TestViewer } from '@payloom/testkit/tokens';
import type { Person } from '../people.ts';
import type { PlanClock } from '../plan-clock.ts';
import type { LivePlan, SubscriberPlan } from './live-plan.ts';
import type { LivePlatform } from './live-platform.ts';
import { Subscriber } from './subscriber.ts';

/** Everybody who subscribes. */
export class Crowd {
  readonly subscribers: readonly Subscriber[];
  #living: Promise<unknown> = Promise.resolve();

  constructor(
    { subscribers }: LivePlan,
    people: readonly Person[],
    { issuer, gateways }: Pick<LivePlatform, 'issuer' | 'gateways'>,
  ) {
    const origins = [...gateways.values()].map(({ url }) => url);
    // Whoever listens several times has several tabs of one session.
    const administrator: TestViewer = { userId: uuidv7(), role: 'ADMIN', sessionId: uuidv7() };
    const viewers = people.map(({ userId }): TestViewer => ({ userId, sessionId: uuidv7() }));
    const viewerOf = ({ person }: SubscriberPlan): TestViewer =>
      person === 'administrator' ? administrator : (viewers[person] ?? administrator);
    this.subscribers = subscribers.map(
      (plan, index) =>
        new Subscriber({ name: `subscriber ${index}`, viewer: viewerOf(plan), plan, issuer, origins }),
    );
  }

  /** Has everybody listen, until they are sent home. */
  start(): void {
    this.#living = Promise.all(this.subscribers.map((subscriber) => subscriber.live()));
  }

  /** Cuts off everybody who listens at one gateway. */
  cutAt(origin: string): void {
    for (const subscriber of this.subscribers) if (subscriber.origin === origin) subscriber.cut();
  }

  /** Has them do what the plan says, each at its time. */
  async run({ moves }: LivePlan, clock: PlanClock): Promise<void> {
    await Promise.all(
      moves.map(async (move) => {
        await clock.until(move.atMs);
        await this.subscribers[move.subscriber]?.move(move);
      }),
    );
  }

  /** How often lines ended, by why. */
  ends(): string {
    const counts = new Map<string, number>();
    for (const { ends } of this.subscribers)
      for (const [why, count] of ends) counts.set(why, (counts.get(why) ?? 0) + count);
    return [...counts].map(([why, count]) => `${count} × ${why}`).join(', ');
  }

  /** Sends everybody home. */
  async stop(): Promise<void> {
    for (const subscriber of this.subscribers) subscriber.stop();
    await this.#living;
  }
}
