import type { MikroORM } from '@mikro-orm/postgresql';
import { QueuedMail } from './queued-mail.entity.ts';

interface Held {
  readonly orm: Pick<MikroORM, 'em'>;
  readonly mail: Pick<QueuedMail, 'id' | 'attempts'>;
  readonly leaseMs: number;
  readonly now: () => Date;
}

/**
 * Keeps a mail for this replica for as long as `work` takes: the lease is short, so that a mail whose replica died is not
 * late for long, and a server that answers slowly must not make two of one. Not kept where another replica has it already.
 */
export async function holdWhile<Result>(
  { orm, mail, leaseMs, now }: Held,
  work: () => Promise<Result>,
): Promise<Result> {
  let renewing: Promise<unknown> = Promise.resolve();
  const renew = () =>
    orm.em
      .fork()
      .nativeUpdate(
        QueuedMail,
        { id: mail.id, attempts: mail.attempts },
        { nextAttemptAt: new Date(now().getTime() + leaseMs) },
      );
  // A database that is away lets the lease pass: the mail may then leave twice, which is better than never.
  const timer = setInterval(() => {
    renewing = renew().catch(() => undefined);
  }, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    // What is noted after this must not be overwritten by it.
    await renewing;
  }
}
