import type { MikroORM } from '@mikro-orm/postgresql';
import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import { v7 as uuidv7 } from 'uuid';
import { completePayment } from '../src/operations/complete-payment.ts';
import { makePayment, type MadePayment } from '../src/operations/make-payment.ts';
import { processPayment } from '../src/operations/process-payment.ts';
import type { Payment } from '../src/entities/payment.entity.ts';
import type { Person } from './payments-fixture.ts';

export function viewerOf(userId: string, scopes: readonly string[] = []): Viewer {
  const proof = { authTime: new Date(), emailVerified: true };
  return { userId, role: 'CUSTOMER', scopes: new Set(scopes), sessionId: uuidv7(), ...proof };
}

/** What an operation works with when this person asks. */
export function contextOf(orm: MikroORM, { userId }: Pick<Person, 'userId'>) {
  return { em: orm.em.fork(), viewer: viewerOf(userId), clientAddress: '192.0.2.7' };
}

/** For operations that log what they survive. */
export const silentLog = { warn: () => undefined };

export interface PaymentIntent {
  amountMinor: number;
  currency?: string;
  note?: string | null;
  key?: string;
}

/** The input of a payment to somebody; a fresh key when none is given. */
export function paymentTo(
  recipientEmail: string,
  { amountMinor, currency = 'EUR', note, key }: PaymentIntent,
) {
  return { recipientEmail, amount: { amountMinor, currency }, note, idempotencyKey: key ?? uuidv7() };
}

export function pay(
  orm: MikroORM,
  payer: Person,
  payee: Person,
  intent: PaymentIntent,
): Promise<MadePayment> {
  return makePayment(contextOf(orm, payer), paymentTo(payee.email, intent));
}

/** A payment that must be accepted, or the test fails. */
export async function paid(
  orm: MikroORM,
  payer: Person,
  payee: Person,
  amountMinor: number,
): Promise<Payment> {
  const made = await pay(orm, payer, payee, { amountMinor });
  if (made.__typename !== 'Payment') throw new Error(`Expected a payment, got ${made.__typename}`);
  return made;
}

/** What the consumers do when a payment's events come. */
export async function carryOut({ em }: MikroORM, paymentId: string): Promise<void> {
  await em.fork().transactional((transaction) => processPayment(transaction, paymentId));
  await em.fork().transactional((transaction) => completePayment(transaction, paymentId));
}

/** The types of the events about one subject, oldest first. */
export function typesAbout(events: readonly EventEnvelope[], subject: string): string[] {
  return events.filter((event) => event.subject === subject).map(({ type }) => type);
}

/** The person at a place that a test has counted out. */
export function personAt(people: readonly Person[], index: number): Person {
  const person = people[index % people.length];
  if (person === undefined) throw new RangeError('There are no people');
  return person;
}
