import { LockMode } from '@mikro-orm/core';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { retryDelayMs } from '@payloom/messaging/retry-delay';
import { holdWhile } from './hold-while.ts';
import { MailRefused, type MailSender } from './mail-sender.ts';
import { QueuedMail } from './queued-mail.entity.ts';
import type { RenderedMail } from './render-mail.ts';

const pollEveryMsDefault = 1_000;
const batchSizeMax = 10;
const leaseMsDefault = 30_000;
const attemptsMax = 30;
const retryDelays = { retryDelayBaseMs: 5_000, retryDelayMaxMs: 60 * 60 * 1_000 };

/** Makes the text of a mail just before it leaves, in a transaction; null when it is not to be sent any more. */
export type ComposeMail = (
  em: EntityManager,
  mail: Pick<QueuedMail, 'id' | 'kind' | 'recipient' | 'language' | 'data'>,
) => Promise<RenderedMail | null>;

export interface MailDeliveryOptions {
  readonly orm: Pick<MikroORM, 'em'>;
  readonly sender: MailSender;
  readonly compose: ComposeMail;
  readonly log: { warn(details: object, message: string): void };
  readonly pollEveryMs?: number;
  /** For so long a replica has a mail to itself, and again while it sends; one that dies meanwhile leaves it to the next. */
  readonly leaseMs?: number;
  readonly now?: () => Date;
}

/** Takes what is due, each for this replica alone. */
function claim(em: EntityManager, now: Date, leaseMs: number): Promise<QueuedMail[]> {
  return em.transactional(async (transaction) => {
    const due = await transaction.find(
      QueuedMail,
      { nextAttemptAt: { $lte: now }, givenUpAt: null },
      {
        orderBy: { nextAttemptAt: 'asc' },
        limit: batchSizeMax,
        lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
      },
    );
    for (const mail of due) {
      mail.attempts += 1;
      mail.nextAttemptAt = new Date(now.getTime() + leaseMs);
    }
    return due;
  });
}

async function noteFailure(options: MailDeliveryOptions, mail: QueuedMail, error: unknown, now: Date) {
  const { orm, log } = options;
  const isOver = error instanceof MailRefused || mail.attempts >= attemptsMax;
  const failure = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
  const delayMs = retryDelayMs(mail.attempts, retryDelays);
  const next = isOver ? { givenUpAt: now } : { nextAttemptAt: new Date(now.getTime() + delayMs) };
  await orm.em.fork().nativeUpdate(QueuedMail, mail.id, { ...next, failure });
  const { id, kind, attempts } = mail;
  log.warn(
    { err: error, mail: { id, kind, attempts } },
    isOver ? 'a mail was given up' : 'a mail did not leave',
  );
}

/** One try for one mail. The row goes when the mail has left, or is not wanted any more. */
async function deliver(options: MailDeliveryOptions, mail: QueuedMail): Promise<void> {
  const { orm, sender, compose, now = () => new Date(), leaseMs = leaseMsDefault } = options;
  try {
    const composed = await orm.em.fork().transactional((em) => compose(em, mail));
    if (composed) {
      const sending = () => sender.send({ id: mail.id, to: mail.recipient, ...composed });
      await holdWhile({ orm, mail, leaseMs, now }, sending);
    }
    await orm.em.fork().nativeDelete(QueuedMail, mail.id);
  } catch (error) {
    await noteFailure(options, mail, error, now());
  }
}

/** Sends what was promised, at least once, until it is stopped; stopping waits for what is under way. */
export function startMailDelivery(options: MailDeliveryOptions): { stop(): Promise<void> } {
  const { orm, log, pollEveryMs = pollEveryMsDefault, now = () => new Date() } = options;
  const { leaseMs = leaseMsDefault } = options;
  let stopped = false;
  let underWay: Promise<void> | undefined;

  const round = async () => {
    let count = batchSizeMax;
    while (count === batchSizeMax && !stopped) {
      const due = await claim(orm.em.fork(), now(), leaseMs);
      await Promise.all(due.map((mail) => deliver(options, mail)));
      count = due.length;
    }
  };
  const timer = setInterval(() => {
    underWay ??= round()
      .catch((err: unknown) => log.warn({ err }, 'mail could not be looked for and is tried again'))
      .finally(() => (underWay = undefined));
  }, pollEveryMs);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
