import { auditQuery, paymentsQuery, usersQuery } from './documents.ts';
import type { people } from './fill.ts';

/** The rows of a page; of what is rare as many are found before the middle of a list as behind it. */
export const pageSize = 8;

export type Person = Exclude<keyof typeof people, 'seldom'>;
export type Rows = 'payment' | 'audit' | 'user';

/** One list as somebody looks at it. */
export interface ListCase {
  readonly name: string;
  readonly as: Person;
  readonly rows: Rows;
  readonly query: string;
  readonly filter: Readonly<Record<string, unknown>>;
}

/** The ids and moments of an installation that filters name. */
export interface Known {
  readonly busyId: string;
  readonly quietId: string;
  readonly seldomId: string;
  readonly from: string;
  readonly to: string;
}

const amounts = {
  rare: { currency: 'EUR', minMinor: 1_000_000 },
  common: { currency: 'EUR', minMinor: 100, maxMinor: 2_000 },
};

const payments = { rows: 'payment', query: paymentsQuery } as const;
const audit = { rows: 'audit', query: auditQuery, as: 'administrator' } as const;
const users = { rows: 'user', query: usersQuery, as: 'administrator' } as const;

function paymentCases(as: Person, { from, to, seldomId }: Known): ListCase[] {
  const all = { ...payments, as };
  return [
    { ...all, name: `payments, ${as}`, filter: {} },
    { ...all, name: `payments, ${as}, failed`, filter: { status: ['FAILED'] } },
    { ...all, name: `payments, ${as}, failed or completed`, filter: { status: ['FAILED', 'COMPLETED'] } },
    { ...all, name: `payments, ${as}, 40 days`, filter: { from, to } },
    { ...all, name: `payments, ${as}, a rare word`, filter: { search: 'flat' } },
    { ...all, name: `payments, ${as}, a common word`, filter: { search: 'invoice' } },
    { ...all, name: `payments, ${as}, a rare amount`, filter: { amount: amounts.rare } },
    { ...all, name: `payments, ${as}, a common amount`, filter: { amount: amounts.common } },
    { ...all, name: `payments, ${as}, somebody seldom paid`, filter: { counterparty: seldomId } },
  ];
}

const auditCases = ({ from, to, quietId, busyId }: Known): ListCase[] => [
  { ...audit, name: 'audit', filter: {} },
  { ...audit, name: 'audit, rare action', filter: { action: 'auth.user' } },
  { ...audit, name: 'audit, common action', filter: { action: 'payments' } },
  { ...audit, name: 'audit, busy actor', filter: { actorId: busyId } },
  { ...audit, name: 'audit, quiet actor', filter: { actorId: quietId } },
  { ...audit, name: 'audit, address', filter: { clientAddress: '203.0.113.' } },
  { ...audit, name: 'audit, 40 days', filter: { from, to } },
  { ...audit, name: 'audit, a rare word', filter: { text: 'zanzibar' } },
  { ...audit, name: 'audit, a common word', filter: { text: 'completed' } },
];

const userCases: readonly ListCase[] = [
  { ...users, name: 'users', filter: {} },
  { ...users, name: 'users, administrators', filter: { role: 'ADMIN' } },
  { ...users, name: 'users, vendors', filter: { role: 'VENDOR' } },
  { ...users, name: 'users, suspended', filter: { status: 'SUSPENDED' } },
  { ...users, name: 'users, a rare name', filter: { search: 'zanzibar' } },
  { ...users, name: 'users, a common name', filter: { search: 'person' } },
];

/** Every list that is measured. */
export function listCases(known: Known): ListCase[] {
  return [
    ...paymentCases('busy', known),
    { ...payments, as: 'busy', name: 'payments, busy, sent', filter: { direction: 'SENT' } },
    { ...payments, as: 'quiet', name: 'payments, quiet', filter: {} },
    ...paymentCases('administrator', known),
    {
      ...payments,
      as: 'administrator',
      name: 'payments, administrator, the busy customer',
      filter: { counterparty: known.busyId },
    },
    ...auditCases(known),
    ...userCases,
  ];
}
