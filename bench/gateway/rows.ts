/* What the subgraphs serve: always the same, and all of it at hand. */

const counts = { payments: 40, users: 8, organisations: 3 } as const;
const names = ['Ada', 'Blaise', 'Carl', 'Dorothea', 'Emmy', 'Felix', 'Grace', 'Hedy'] as const;
const cities = ['Berlin', 'Lisbon', 'Tallinn'] as const;

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly owner: User;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly pictureUrl: string | null;
  readonly organisation: Organisation;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** One of these in turn. */
function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There are none');
  return item;
}

const users: readonly User[] = range(counts.users).map((index) => ({
  id: `user-${index}`,
  name: `${nth(names, index)} of Payloom`,
  initials: `${nth(names, index).slice(0, 1)}P`,
  pictureUrl: index % 3 === 0 ? null : `https://pictures.example/${index}.webp`,
  // Each knows the other: neither can be there first.
  get organisation() {
    return nth(organisations, index);
  },
}));

const organisations: readonly Organisation[] = range(counts.organisations).map((index) => ({
  id: `organisation-${index}`,
  name: `Organisation ${index}, Payments and Sons`,
  city: nth(cities, index),
  get owner() {
    return nth(users, index * 3);
  },
}));

const payments = range(counts.payments).map((index) => ({
  id: `payment-${index}`,
  reference: `Invoice 2026-${index}`,
  note: index % 4 === 0 ? null : 'Thank you for the “lovely” evening',
  status: nth(['COMPLETED', 'PENDING', 'FAILED'], index),
  createdAt: `2026-11-${String(1 + (index % 28)).padStart(2, '0')}T10:00:00.000Z`,
  amount: { amountMinor: 1_250 + index, currency: 'EUR' },
  payer: nth(users, index),
  recipient: nth(users, index * 3 + 1),
  risk: { score: (index * 7) % 100, reasons: index % 2 === 0 ? ['new recipient', 'amount'] : [] },
}));

const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.id, item]));

/** What has a key, by it. */
export const entities = {
  Payment: byId(payments),
  User: byId(users),
  Organisation: byId(organisations),
} as const;

/** The fields of all queries. */
export const roots = {
  payments: ({ first }: { first: number }) => payments.slice(0, first),
  user: ({ id }: { id: string }) => entities.User.get(id) ?? null,
  organisation: ({ id }: { id: string }) => entities.Organisation.get(id) ?? null,
  riskMax: () => 100,
};
