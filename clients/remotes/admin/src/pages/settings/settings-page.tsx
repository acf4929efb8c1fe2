import { PageHeader } from '@payloom/ui-kit/page-header';
import { SettingList } from '../../features/settings/setting-list.tsx';

/** What administrators decide for the whole platform. */
export function SettingsPage() {
  return (
    <>
      <PageHeader
        title="Settings"
        description="What holds for everybody. Each change takes effect at once and is written into the audit log."
      />
      <SettingList />
    </>
  );
}
