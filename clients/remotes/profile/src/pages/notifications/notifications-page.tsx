import { PageHeader } from '@payloom/ui-kit/page-header';
import { NotificationList } from '../../features/notifications/notification-list.tsx';
import { useWords } from './words.ts';

/** All that the viewer was told. */
export function NotificationsPage() {
  const t = useWords();
  return (
    <>
      <PageHeader title={t('title')} description={t('meaning')} />
      <NotificationList />
    </>
  );
}
