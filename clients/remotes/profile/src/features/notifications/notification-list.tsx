import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { DataList } from '@payloom/ui-kit/data-list';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { useListStart } from '@payloom/ui-kit/list-start';
import { RowMark } from '@payloom/ui-kit/row-mark';
import { BellOff, CheckCheck, Settings2 } from 'lucide-react';
import { Link } from 'react-router';
import { notificationColumns } from './notification-columns.tsx';
import { targetOf } from './notification-row.tsx';
import { useNotificationList } from './use-notification-list.ts';
import { useNotifications } from './use-notifications.ts';
import { BELL } from './use-mark-read.ts';
import { useWords } from './words.ts';

/** All that the viewer was told, newest first, page by page. */
export function NotificationList() {
  const t = useWords();
  const start = useListStart();
  const { rows: newest, unreadCount = 0, markAllRead } = useNotifications();
  const { rows, error, loading, reload, loadMore } = useNotificationList(start, newest);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-end gap-2">
        <RowMark of={BELL} />
        {unreadCount > 0 && (
          <Button variant="outline" size="sm" needsNetwork onClick={markAllRead}>
            <CheckCheck aria-hidden />
            {t('markAllRead')}
          </Button>
        )}
        <Button variant="outline" size="sm" asChild>
          <Link to="/profile#notifications">
            <Settings2 aria-hidden />
            {t('settings')}
          </Link>
        </Button>
      </div>
      <DataList
        live
        label={t('title')}
        columns={notificationColumns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={targetOf}
        loading={loading}
        empty={<EmptyState icon={BellOff} title={t('empty')} description={t('emptyHint')} />}
        error={
          error && (
            <ErrorState
              title={t('failed')}
              description={failureSentence(error)}
              onRetry={reload}
              retrying={loading}
            />
          )
        }
        loadMore={loadMore}
        start={start}
      />
    </div>
  );
}
