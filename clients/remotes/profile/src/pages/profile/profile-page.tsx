import { PageHeader } from '@payloom/ui-kit/page-header';
import { OwnProfile } from '../../features/edit-profile/own-profile.tsx';

/** Who the viewer is, for others and for Payloom. */
export function ProfilePage() {
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Profile" description="How others see you, and how you like to read." />
      <OwnProfile />
    </div>
  );
}
