import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { RowMark } from '@payloom/ui-kit/row-mark';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { BellOff, CheckCheck, ListCollapse, Settings2 } from 'lucide-react';
import { Link } from 'react-router';
import { NotificationItem } from './notification-row.tsx';
import type { Notifications } from './use-notifications.ts';
import { BELL } from './use-mark-read.ts';
import { useWords } from './words.ts';

function PanelSkeleton() {
  const t = useWords();
  return (
    <div aria-busy className="flex flex-col gap-4 p-4">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {['one', 'two', 'three'].map((row) => (
        <div key={row} className="flex items-center gap-3">
          <Skeleton className="size-8 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3.5 w-3/4" />
            <Skeleton className="h-3 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}

interface PanelProps {
  notifications: Notifications;
  onFollow: () => void;
}

function Body({ notifications, onFollow }: PanelProps) {
  const t = useWords();
  const { rows, error, loading, reload } = notifications;
  if (!rows && error) {
    return (
      <ErrorState
        title={t('failed')}
        description={failureSentence(error)}
        onRetry={reload}
        retrying={loading}
      />
    );
  }
  if (!rows) return <PanelSkeleton />;
  if (rows.length === 0) return <EmptyState icon={BellOff} title={t('empty')} description={t('emptyHint')} />;
  return (
    <ul className="divide-y">
      {rows.map((notification) => (
        <NotificationItem key={notification.id} notification={notification} onFollow={onFollow} />
      ))}
    </ul>
  );
}

/** The latest that the viewer was told, to read, to follow and to mark as read; it leads to all of it. */
export function NotificationPanel({ notifications, onFollow }: PanelProps) {
  const t = useWords();
  const { unreadCount = 0, markAllRead } = notifications;
  return (
    // The panel floats beside the page's root: this is where the remote's own styles hold.
    <div data-remote="profile">
      <div className="flex items-center justify-between gap-2 border-b py-2 pr-2 pl-4">
        <h2 id="notifications" className="text-sm font-semibold">
          {t('title')}
        </h2>
        <RowMark of={BELL} />
        {unreadCount > 0 && (
          <Button variant="ghost" size="sm" needsNetwork onClick={markAllRead}>
            <CheckCheck aria-hidden />
            {t('markAllRead')}
          </Button>
        )}
      </div>
      <Body notifications={notifications} onFollow={onFollow} />
      <div className="sticky bottom-0 flex flex-wrap justify-between gap-1 border-t bg-popover p-2">
        <Button variant="ghost" size="sm" asChild>
          <Link to="/notifications" onClick={onFollow}>
            <ListCollapse aria-hidden />
            {t('all')}
          </Link>
        </Button>
        <Button variant="ghost" size="sm" asChild>
          <Link to="/profile#notifications" onClick={onFollow}>
            <Settings2 aria-hidden />
            {t('settings')}
          </Link>
        </Button>
      </div>
    </div>
  );
}
