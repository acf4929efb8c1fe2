import { Badge } from '@payloom/ui-kit/badge';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { KeyRound } from 'lucide-react';
import type { PasskeyRowFragment } from './__generated__/passkeys.ts';
import { RemovePasskey } from './remove-passkey.tsx';
import { RenamePasskey } from './rename-passkey.tsx';
import { useWords } from './words.ts';

/** One passkey: what it is called, since when it is there, when it was used, and what can be done with it. */
export function PasskeyRow({ passkey }: { passkey: PasskeyRowFragment }) {
  const t = useWords();
  const { name, createdAt, lastUsedAt, isBackedUp } = passkey;
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3.5 sm:flex-nowrap sm:gap-4 sm:px-6">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border bg-background">
        <KeyRound aria-hidden className="size-4 text-muted-foreground" />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <span className="min-w-0 truncate">{name}</span>
          {isBackedUp && <Badge>{t('backedUp')}</Badge>}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-sm text-muted-foreground max-sm:flex-col">
          <span>{t.rich('made', { time: () => <RelativeTime value={createdAt} /> })}</span>
          <span aria-hidden className="max-sm:hidden">
            ·
          </span>
          <span>
            {lastUsedAt
              ? t.rich('lastUsed', { time: () => <RelativeTime value={lastUsedAt} /> })
              : t('neverUsed')}
          </span>
        </p>
      </div>
      <div className="flex gap-2 max-sm:w-full">
        <RenamePasskey passkey={passkey} />
        <RemovePasskey passkey={passkey} />
      </div>
    </li>
  );
}
