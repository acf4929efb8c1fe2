import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { startRelay } from '@payloom/messaging/relay';
import { publishConfirmed } from './publish-confirmed.ts';
import { fillOutbox } from './publishing.ts';
import { Countdown, rateOf, type Stage } from './stage.ts';

/** Requests of a service that has committed and publishes, at the same time. */
const publishersCount = 16;

/** Ours: from committed outbox rows, by relay and broker, to the last effect; events per second. */
export async function outboxToInbox(stage: Stage, events: readonly EventEnvelope[]): Promise<number> {
  const { orm, broker, consumer } = stage;
  await fillOutbox(stage, events);
  const countdown = new Countdown(events.length);
  await consumer.consume('ours', countdown.done);
  const rate = await rateOf(events.length, async () => {
    const relay = await startRelay({ orm, broker });
    await countdown.finished;
    await relay.stop();
  });
  await consumer.stop();
  return rate;
}

/** What others do once a change is committed: each event published with a confirm, and handled in a transaction of its own. */
export async function publishToInbox(stage: Stage, events: readonly EventEnvelope[]): Promise<number> {
  const { amqp, consumer } = stage;
  const countdown = new Countdown(events.length);
  await consumer.consume('theirs', countdown.done);
  const channel = await amqp.createConfirmChannel();
  let next = 0;
  const publishAll = async () => {
    for (let event = events[next]; event; event = events[next]) {
      next += 1;
      await publishConfirmed(channel, event);
    }
  };
  const rate = await rateOf(events.length, async () => {
    await Promise.all(Array.from({ length: publishersCount }, publishAll));
    await countdown.finished;
  });
  await consumer.stop();
  await channel.close();
  return rate;
}
