import { Avatar } from '@payloom/ui-kit/avatar';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { KeyRound, MonitorSmartphone, TriangleAlert, UserCog, type LucideIcon } from 'lucide-react';
import { Link } from 'react-router';
import type { NotificationRowFragment } from './__generated__/notifications.ts';
import { useWords } from './words.ts';

const icons: Partial<Record<NotificationRowFragment['kind'], LucideIcon>> = {
  TOP_UP_FAILED: TriangleAlert,
  PASSWORD_CHANGED: KeyRound,
  ROLE_CHANGED: UserCog,
  NEW_DEVICE: MonitorSmartphone,
  PASSKEY_ADDED: KeyRound,
  PASSKEY_REMOVED: KeyRound,
};

/** What is looked into where the account is protected. */
const ofSecurity: readonly NotificationRowFragment['kind'][] = [
  'PASSWORD_CHANGED',
  'NEW_DEVICE',
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
];

/** Where to go on from it. */
export function targetOf({ kind, payment }: NotificationRowFragment): string {
  if (payment) return `/payments/${payment.id}`;
  if (kind === 'SCHEDULE_FAILED') return '/payments/scheduled';
  if (kind === 'TOP_UP_FAILED') return '/wallet';
  return ofSecurity.includes(kind) ? '/security' : '/profile';
}

interface NotificationProps {
  notification: NotificationRowFragment;
}

/** Whom it is about, or what. */
export function NotificationPicture({ notification: { kind, counterparty } }: NotificationProps) {
  const t = useWords();
  const Icon = icons[kind];
  if (!Icon)
    return <Avatar name={counterparty?.displayName ?? t('somebody')} src={counterparty?.avatar?.url} />;
  return (
    <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-muted">
      <Icon aria-hidden className="size-4 text-muted-foreground" />
    </span>
  );
}

/** "Firefox on Windows, 192.0.2.7", as far as it is known. */
function deviceWords(device: NotificationRowFragment['device']): string {
  const t = useWords.now();
  const { browser, system, clientAddress } = device ?? {};
  const program = browser && system ? t('device', { browser, system }) : (browser ?? system);
  return [program, clientAddress].filter(Boolean).join(', ') || t('unknownDevice');
}

/** What happened. */
export function NotificationWords({ notification }: NotificationProps) {
  const t = useWords();
  const { kind, read, counterparty, role, device, passkey } = notification;
  const values = {
    name: counterparty?.displayName ?? t('somebody'),
    role: t(`roles.${role ?? 'CUSTOMER'}`),
    device: deviceWords(device),
    passkey: passkey ?? t('passkey'),
  };
  return (
    <span className={read ? 'text-sm font-normal break-words' : 'text-sm font-medium break-words'}>
      {t(`text.${kind}`, values)}
    </span>
  );
}

/** Stands beside what was not read yet. */
export function UnreadMark() {
  const t = useWords();
  return (
    <span className="flex shrink-0">
      {/* Drawn by its border, which is there also where a browser has its own colours and no backgrounds. */}
      <span aria-hidden className="size-2 rounded-full border-4 border-accent" />
      <span className="sr-only">{t('unread')}</span>
    </span>
  );
}

/** What happened, how much, and when; it leads to what it is about. */
export function NotificationItem({ notification, onFollow }: NotificationProps & { onFollow: () => void }) {
  const { at, read, amount } = notification;
  return (
    <li>
      <Link
        to={targetOf(notification)}
        onClick={onFollow}
        className="flex items-start gap-3 px-4 py-3 hover:bg-muted focus-visible:-outline-offset-2"
      >
        <NotificationPicture notification={notification} />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <NotificationWords notification={notification} />
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted-foreground">
            {amount && <Money amountMinor={amount.amountMinor} currency={amount.currency} />}
            <RelativeTime value={at} className="text-xs" />
          </span>
        </span>
        {!read && (
          <span className="mt-1.5">
            <UnreadMark />
          </span>
        )}
      </Link>
    </li>
  );
}
