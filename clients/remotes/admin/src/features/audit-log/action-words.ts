import { KeyRound, Settings, UserRound, Wallet, Zap, type LucideIcon } from 'lucide-react';

const areas: Record<string, LucideIcon> = {
  auth: KeyRound,
  payments: Wallet,
  profile: UserRound,
  admin: Settings,
};

/** The icon of the part of Payloom that an event comes from. */
export function actionIcon(action: string): LucideIcon {
  return areas[action.split('.')[0] ?? ''] ?? Zap;
}

/** An event type in words: `payments.top-up.completed` is "Top-up completed". */
export function actionWords(action: string): string {
  const [, ...parts] = action.split('.');
  const words = (parts.length > 0 ? parts : [action]).map((part) =>
    part === 'top-up' ? part : part.replaceAll('-', ' '),
  );
  const sentence = words.join(' ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Beginnings of event types to choose from while typing. */
export const actionSuggestions: readonly string[] = [
  'auth.user',
  'auth.session',
  'payments.payment',
  'payments.payment.failed',
  'payments.top-up',
  'payments.wallet',
  'profile.profile',
];
