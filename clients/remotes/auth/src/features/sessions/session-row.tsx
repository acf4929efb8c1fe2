import { Badge } from '@payloom/ui-kit/badge';
import { Button } from '@payloom/ui-kit/button';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import type { OpenSessionRowFragment } from './__generated__/sessions.ts';
import { deviceIcons, deviceWords } from './device-words.ts';
import { useWords } from './words.ts';

export interface SessionRowProps {
  session: OpenSessionRowFragment;
  busy: boolean;
  onEnd: () => void;
}

/** One device, where it was last used from and when, and the way to sign out there. */
export function SessionRow({ session, busy, onEnd }: SessionRowProps) {
  const t = useWords();
  const { device, clientAddress, createdAt, lastUsedAt, isCurrent } = session;
  const Icon = deviceIcons[device.kind];
  const words = deviceWords(device);
  return (
    <li className="flex items-center gap-3 px-4 py-3.5 sm:gap-4 sm:px-6">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border bg-background">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <span className="truncate">{words}</span>
          {isCurrent && <Badge variant="accent">{t('thisDevice')}</Badge>}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-sm text-muted-foreground max-sm:flex-col">
          <span>{clientAddress ?? t('noAddress')}</span>
          <span aria-hidden className="max-sm:hidden">
            ·
          </span>
          <span>{t.rich('lastUsed', { time: () => <RelativeTime value={lastUsedAt} /> })}</span>
          <span aria-hidden className="max-sm:hidden">
            ·
          </span>
          <span className="max-sm:hidden">
            {t.rich('signedIn', { time: () => <RelativeTime value={createdAt} /> })}
          </span>
        </p>
      </div>
      <Button variant="outline" size="sm" busy={busy} onClick={onEnd}>
        {isCurrent
          ? t('signOutHere')
          : t.rich('signOutOf', {
              device: words,
              hidden: (text) => <span className="sr-only">{text}</span>,
            })}
      </Button>
    </li>
  );
}
