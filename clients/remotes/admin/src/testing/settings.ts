import type { SettingRowFragment } from '../features/settings/__generated__/settings.ts';

const unchanged = {
  __typename: 'Setting',
  boolean: null,
  text: null,
  amount: null,
  charactersMax: null,
  amountMin: null,
  amountMax: null,
  isDefault: true,
  version: 0,
  changedAt: null,
  reason: null,
  changedBy: null,
} as const;

export const registration: SettingRowFragment = {
  ...unchanged,
  id: 'registration.open',
  title: 'Sign-up is open',
  description: 'Whether new people can make an account by themselves.',
  type: 'BOOLEAN',
  boolean: true,
};

export const notice: SettingRowFragment = {
  ...unchanged,
  id: 'notice.text',
  title: 'Notice to everybody',
  description: 'A sentence or two on top of every page.',
  type: 'TEXT',
  text: '',
  charactersMax: 280,
};

const eur = (amountMinor: number) => ({ __typename: 'Money', amountMinor, currency: 'EUR' }) as const;

export const dailyLimit: SettingRowFragment = {
  ...unchanged,
  id: 'payments.daily-limit.EUR',
  title: 'Daily limit in EUR',
  description: 'What one person may pay in a day, in EUR.',
  type: 'AMOUNT',
  amount: eur(100_050),
  amountMin: eur(100),
  amountMax: eur(10_000_000_000),
  isDefault: false,
  version: 3,
  changedAt: '2026-11-27T10:00:00.000Z',
  reason: 'Before the holidays.',
  changedBy: { __typename: 'User', id: 'u1', displayName: 'Ada Admin', email: 'admin@payloom.example' },
};
