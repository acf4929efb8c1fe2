import { knownAs } from '@payloom/i18n/known-as';
import { KeyRound, Settings, UserRound, Wallet, Zap, type LucideIcon } from 'lucide-react';
import { germanEventTypes } from './german-event-types.ts';

/** The icon of each part of Payloom that events come from. */
export const areaIcons = {
  auth: KeyRound,
  payments: Wallet,
  profile: UserRound,
  admin: Settings,
  other: Zap,
} satisfies Record<string, LucideIcon>;

/** The part of Payloom that an event comes from. */
export function areaOf(eventType: string): keyof typeof areaIcons {
  const area = eventType.split('.')[0];
  return area === 'auth' || area === 'payments' || area === 'profile' || area === 'admin' ? area : 'other';
}

/** An event type in words: `payments.top-up.completed` is "Top-up completed". */
export function eventTypeWords(eventType: string): string {
  const [, ...parts] = eventType.split('.');
  const words = (parts.length > 0 ? parts : [eventType]).map((part) =>
    part === 'top-up' ? part : part.replaceAll('-', ' '),
  );
  const sentence = words.join(' ');
  return knownAs(sentence.charAt(0).toUpperCase() + sentence.slice(1), germanEventTypes[eventType]);
}

/** Beginnings of event types to choose from while typing. */
export const eventTypeSuggestions: readonly string[] = [
  'auth.user',
  'auth.session',
  'payments.payment',
  'payments.payment.failed',
  'payments.top-up',
  'payments.wallet',
  'profile.profile',
];
