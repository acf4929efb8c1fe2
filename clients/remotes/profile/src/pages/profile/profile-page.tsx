import { PageHeader } from '@payloom/ui-kit/page-header';
import { ChangePicture } from '../../features/change-picture/change-picture.tsx';
import { ChooseNotifications } from '../../features/choose-notifications/choose-notifications.tsx';
import { OwnProfile } from '../../features/edit-profile/own-profile.tsx';
import { useWords } from './words.ts';

/** Who the viewer is, for others and for Payloom. */
export function ProfilePage() {
  const t = useWords();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t('title')} description={t('meaning')} />
      <div className="flex flex-col gap-5">
        <ChangePicture />
        <OwnProfile />
        <ChooseNotifications />
      </div>
    </div>
  );
}
