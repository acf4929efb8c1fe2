import { Badge } from '@payloom/ui-kit/badge';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Forbidden, isForbidden } from '../../access/forbidden.tsx';
import { ListFailure, LiveStopped, SomeMissing } from '../../access/list-state.tsx';
import { personName } from '../../people/person-name.ts';
import {
  useSettingChangedSubscription,
  useSettingsQuery,
  type SettingRowFragment,
} from './__generated__/settings.ts';
import { ChangeSettingDialog } from './change-setting-dialog.tsx';
import { settingWords } from './setting-words.ts';
import { settingDescription, settingTitle } from './setting-names.ts';
import { useWords } from './words.ts';

const areas = ['registration', 'notice', 'payments'] as const;

/** What an area is called; one that is not known, as it stands in the keys. */
function areaTitle(area: string): string {
  const known = areas.find((each) => each === area);
  return known ? useWords.now()(`area.${known}`) : area;
}

/** The settings by the part of the platform that their keys begin with. */
function byArea(settings: readonly SettingRowFragment[]): [area: string, settings: SettingRowFragment[]][] {
  const groups = Map.groupBy(settings, ({ id }) => id.split('.', 1)[0] ?? '');
  return [...groups];
}

function Changed({ setting: { changedAt, changedBy, reason } }: { setting: SettingRowFragment }) {
  const t = useWords();
  if (!changedAt) return null;
  const time = () => <RelativeTime value={changedAt} />;
  const what = changedBy
    ? t.rich('changedBy', { time, who: personName(changedBy) })
    : t.rich('changed', { time });
  return (
    <p className="text-sm text-muted-foreground">
      {what}
      {reason && t('because', { reason })}
    </p>
  );
}

function SettingItem({ setting, onChange }: { setting: SettingRowFragment; onChange: () => void }) {
  const t = useWords();
  const title = settingTitle(setting);
  const words = settingWords(setting);
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-t px-4 py-4 sm:px-6">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
        <h3 className="text-sm font-medium">{title}</h3>
        <p className="text-sm text-muted-foreground">{settingDescription(setting)}</p>
        <Changed setting={setting} />
      </div>
      <div className="flex min-w-0 items-center gap-3">
        {setting.isDefault && <Badge>{t('default')}</Badge>}
        <LiveGlow value={words} announce={t('now', { setting: title, value: words })} className="min-w-0">
          <span className="text-sm font-medium break-words tabular-nums">{words}</span>
        </LiveGlow>
        <Button variant="outline" size="sm" aria-label={t('changeIt', { setting: title })} onClick={onChange}>
          <Pencil aria-hidden />
          {t('change')}
        </Button>
      </div>
    </li>
  );
}

function SettingsSkeleton() {
  const t = useWords();
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

function useSettings() {
  const query = useSettingsQuery({
    fetchPolicy: 'cache-and-network',
    errorPolicy: 'all',
    notifyOnNetworkStatusChange: true,
  });
  const [stopped, setStopped] = useState(false);
  const forbidden = isForbidden(query.error);
  const { restart } = useSettingChangedSubscription({
    skip: forbidden,
    ignoreResults: true,
    onError: () => setStopped(true),
  });
  const reload = (): void => void query.refetch().catch(() => undefined);
  const resume = (): void => {
    setStopped(false);
    reload();
    restart();
  };
  return { ...query, forbidden, stopped, reload, resume };
}

/** Every setting of the platform, changed one at a time; what others change shows by itself. */
export function SettingList() {
  const t = useWords();
  const { data, error, loading, forbidden, stopped, reload, resume } = useSettings();
  const [changed, setChanged] = useState('');
  if (forbidden) return <Forbidden />;
  if (!data) {
    if (!error) return <SettingsSkeleton />;
    return (
      <div className="rounded-lg border bg-card">
        <ListFailure title={t('failed')} error={error} onRetry={reload} retrying={loading} />
      </div>
    );
  }
  return (
    <>
      {error && <SomeMissing onRetry={reload} retrying={loading} />}
      {stopped && <LiveStopped onResume={resume} />}
      <div className="flex flex-col gap-4">
        {byArea(data.settings).map(([area, settings]) => (
          <Card key={area} aria-label={areaTitle(area)}>
            <CardHeader className="pb-4">
              <CardTitle>{areaTitle(area)}</CardTitle>
            </CardHeader>
            <ul>
              {settings.map((setting) => (
                <SettingItem key={setting.id} setting={setting} onChange={() => setChanged(setting.id)} />
              ))}
            </ul>
          </Card>
        ))}
      </div>
      <ChangeSettingDialog
        setting={data.settings.find(({ id }) => id === changed)}
        onClose={() => setChanged('')}
      />
    </>
  );
}
