import { consumers } from '@payloom/event-contracts/consumers';
import type { EventQueue } from './list-event-queues.ts';
import type { PartCheck } from './save-part-health.ts';

/** Why a queue is not healthy, worst first. */
export const queueTroubles = ['NO_CONSUMER', 'WAITING_LONG', 'DELAYED', 'DEAD_LETTERS'] as const;
export type QueueTrouble = (typeof queueTroubles)[number];

const oldestSecondsMax = 60;
const minuteMs = 60_000;
/** How far from a minute the look may have been that the present one is compared with. */
const minuteToleranceMs = 20_000;
const looksMax = 30;

interface Look {
  readonly at: Date;
  readonly unhandled: ReadonlyMap<string, number>;
}

/** How many waited, or had been given up: what was handled has left, nothing else. */
const unhandledOf = ({ waiting, deadLetters }: EventQueue): number => waiting + deadLetters;

export interface QueuesSeen {
  /** Undefined when the broker did not say. */
  readonly queues: readonly EventQueue[] | undefined;
  /** Events that had their effect within the last minute; a queue that nobody reports is not in it. */
  readonly handledLastMinute: ReadonlyMap<string, number>;
  readonly at: Date;
}

/** Judges how the queues are; remembers the looks of the last minute, so that what has arrived can be told. */
export class QueueChecks {
  #looks: Look[] = [];

  check({ queues, handledLastMinute, at }: QueuesSeen): PartCheck[] {
    if (!queues) return Object.keys(consumers).map(unknown);
    const before = this.#aMinuteBefore(at);
    const unhandled = new Map(queues.map((queue) => [queue.queue, unhandledOf(queue)]));
    this.#looks = [...this.#looks, { at, unhandled }].slice(-looksMax);
    return queues.map((queue) => {
      const handled = handledLastMinute.get(queue.queue);
      const stood = before?.unhandled.get(queue.queue);
      const arrived =
        handled === undefined || stood === undefined
          ? undefined
          : Math.max(0, handled + unhandledOf(queue) - stood);
      return checkQueue(queue, { handled, arrived }, at);
    });
  }

  #aMinuteBefore(at: Date): Look | undefined {
    const offBy = (look: Look) => Math.abs(at.getTime() - look.at.getTime() - minuteMs);
    const [nearest] = [...this.#looks].sort((one, other) => offBy(one) - offBy(other));
    return nearest && offBy(nearest) <= minuteToleranceMs ? nearest : undefined;
  }
}

const unknown = (name: string): PartCheck => ({
  kind: 'QUEUE',
  name,
  status: 'UNKNOWN',
  troubles: [],
  figures: {},
});

interface Rates {
  readonly handled: number | undefined;
  readonly arrived: number | undefined;
}

function checkQueue(queue: EventQueue, { handled, arrived }: Rates, at: Date): PartCheck {
  const { waiting, delayed, underWay, consumers: processes, deadLetters, oldestAt } = queue;
  const oldestSeconds = oldestAt && Math.max(0, Math.round((at.getTime() - oldestAt.getTime()) / 1_000));
  const found: Record<QueueTrouble, boolean> = {
    NO_CONSUMER: processes === 0,
    WAITING_LONG: oldestSeconds !== undefined && oldestSeconds >= oldestSecondsMax,
    DELAYED: delayed > 0,
    DEAD_LETTERS: deadLetters > 0,
  };
  const troubles = queueTroubles.filter((trouble) => found[trouble]);
  const strain = troubles.length > 0 ? 'STRAINED' : 'HEALTHY';
  const ready = Math.max(0, waiting - delayed - underWay);
  return {
    kind: 'QUEUE',
    name: queue.queue,
    status: found.NO_CONSUMER ? 'FAILING' : strain,
    troubles,
    figures: {
      ...{ waiting, ready, underWay, delayed, consumers: processes, deadLetters },
      ...(oldestSeconds !== undefined && { oldestSeconds }),
      ...(handled !== undefined && { handledPerMinute: handled }),
      ...(arrived !== undefined && { arrivedPerMinute: arrived }),
    },
  };
}
