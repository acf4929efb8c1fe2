import { PageHeader } from '@payloom/ui-kit/page-header';
import { SettingList } from '../../features/settings/setting-list.tsx';
import { useWords } from '../words.ts';

/** What administrators decide for the whole platform. */
export function SettingsPage() {
  const t = useWords();
  return (
    <>
      <PageHeader title={t('settings')} description={t('settingsMeans')} />
      <SettingList />
    </>
  );
}
