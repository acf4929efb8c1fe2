import type { DataListColumn } from '@payloom/ui-kit/data-list';
import { Money } from '@payloom/ui-kit/money';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { NotificationRowFragment } from './__generated__/notifications.ts';
import { NotificationPicture, NotificationWords, UnreadMark } from './notification-row.tsx';
import { useWords } from './words.ts';

/** How the viewer's notifications are listed. */
export const notificationColumns: readonly DataListColumn<NotificationRowFragment>[] = [
  {
    id: 'what',
    header: useWords.later('what'),
    primary: true,
    className: 'w-full max-w-0 whitespace-normal',
    cell: (notification) => (
      <span className="flex min-w-0 items-center gap-3">
        <NotificationPicture notification={notification} />
        <NotificationWords notification={notification} />
        {!notification.read && <UnreadMark />}
      </span>
    ),
  },
  {
    id: 'amount',
    header: useWords.later('amount'),
    align: 'end',
    card: 'aside',
    cell: ({ amount }) => amount && <Money amountMinor={amount.amountMinor} currency={amount.currency} />,
  },
  { id: 'at', header: useWords.later('when'), cell: ({ at }) => <RelativeTime value={at} /> },
];
