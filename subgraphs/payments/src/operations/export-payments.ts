import type { EntityManager } from '@mikro-orm/postgresql';
import { maskEmail } from '@payloom/subgraph-kit/masked-email';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { DisplayName } from '../entities/display-name.entity.ts';
import { Payee } from '../entities/payee.entity.ts';
import { directionOf, Payment } from '../entities/payment.entity.ts';
import { beginLook } from './begin-look.ts';
import { listedTo } from './list-payments.ts';
import type { PaymentFilter } from './payment-filter.ts';

/** What is in memory at a time. */
const pageSize = 500;

/** Nothing of an earlier page is kept. */
const fresh = { disableIdentityMap: true } as const;

export interface ExportedPayment {
  readonly payment: Payment;
  readonly direction: ReturnType<typeof directionOf>;
  readonly payer: string;
  readonly recipient: string;
}

/** Everybody as the list shows them to others: "Bob Vendor (b•••@example.com)". */
export async function nameParties(
  em: EntityManager,
  payments: readonly Payment[],
): Promise<Map<string, string>> {
  const userId = {
    $in: [...new Set(payments.flatMap(({ payerId, recipientId }) => [payerId, recipientId]))],
  };
  const names = await em.find(DisplayName, { userId }, fresh);
  const payees = await em.find(Payee, { userId }, fresh);
  const emails = new Map(payees.map((payee) => [payee.userId, maskEmail(payee.email)]));
  const parties = new Map(emails);
  for (const known of names) {
    const email = emails.get(known.userId);
    parties.set(known.userId, email ? `${known.name} (${email})` : known.name);
  }
  return parties;
}

async function readPage(
  em: EntityManager,
  where: ReturnType<typeof listedTo>,
  viewer: Viewer,
): Promise<ExportedPayment[]> {
  const payments = await em.find(
    Payment,
    { $and: where },
    { ...fresh, orderBy: { id: 'desc' }, limit: pageSize },
  );
  const parties = await nameParties(em, payments);
  return payments.map((payment) => ({
    payment,
    direction: directionOf(payment, viewer.userId),
    payer: parties.get(payment.payerId) ?? '',
    recipient: parties.get(payment.recipientId) ?? '',
  }));
}

/**
 * All payments that the viewer may see and the filter finds, newest first, page by page as they are taken: the first page
 * comes even when it is empty. It is one look at the database, however long it takes, and ends with whoever takes it.
 */
export async function* exportPayments(
  em: EntityManager,
  viewer: Viewer,
  filter: PaymentFilter,
): AsyncGenerator<ExportedPayment[], void> {
  const where = listedTo(viewer, filter);
  const look = await beginLook(em);
  try {
    let page = await readPage(look, where, viewer);
    yield page;
    while (page.length === pageSize) {
      const last = page.at(-1)?.payment.id;
      page = await readPage(look, [...where, { id: { $lt: last } }], viewer);
      yield page;
    }
  } finally {
    await look.rollback();
  }
}
