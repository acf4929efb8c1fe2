import { createEvent } from '@payloom/event-contracts/catalogue';
import { recordEvent } from '@payloom/messaging/outbox';
import { startRelay } from '@payloom/messaging/relay';
import { v7 as uuidv7 } from 'uuid';
import type { Countdown, PaymentEvent, Stage } from './stage.ts';
import { publishConfirmed } from './publish-confirmed.ts';
import { Change } from './tables.ts';

/** One way from a committed change to the effect of its event in a consumer. */
export interface Path {
  /** Commits a change, tells the id of its event then, and resolves as soon as the service could answer its caller. */
  write(event: PaymentEvent, onCommitted: (eventId: string) => void): Promise<void>;
  stop(): Promise<void>;
}

/** Ours: the event in the outbox by the transaction of the change, the relay, the inbox with several events at once. */
export async function openOurPath(stage: Stage, countdown: Countdown): Promise<Path> {
  const { orm, broker, consumer } = stage;
  await consumer.consume('ours', countdown.done);
  const relay = await startRelay({ orm, broker });
  const write: Path['write'] = async (event, onCommitted) => {
    const em = orm.em.fork();
    em.create(Change, { id: uuidv7(), note: event.subject });
    const { id } = recordEvent(em, event);
    await em.flush();
    onCommitted(id);
  };
  const stop = async () => {
    await relay.stop();
    await consumer.stop();
  };
  return { write, stop };
}

/**
 * What others do: commit the change, then publish its event and wait for the confirm before the caller is answered; on the
 * other side a transaction for each message. ORM, inbox and effect are the same on both sides. What it lacks: a process that
 * ends between commit and confirm loses the event, and messages handled at the same time lose the order of their subject.
 */
export async function openPublishAfterCommit(stage: Stage, countdown: Countdown): Promise<Path> {
  const { orm, amqp, consumer } = stage;
  await consumer.consume('theirs', countdown.done);
  const publishing = await amqp.createConfirmChannel();
  const write: Path['write'] = async (newEvent, onCommitted) => {
    const em = orm.em.fork();
    em.create(Change, { id: uuidv7(), note: newEvent.subject });
    const event = createEvent(newEvent);
    await em.flush();
    onCommitted(event.id);
    await publishConfirmed(publishing, event);
  };
  const stop = async () => {
    await consumer.stop();
    await publishing.close();
  };
  return { write, stop };
}
