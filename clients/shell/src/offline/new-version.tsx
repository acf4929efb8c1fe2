import { Button } from '@payloom/ui-kit/button';
import { Sparkles } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { newVersion } from './new-version-offer.ts';
import { hasUnfinished } from './unfinished.ts';
import { useWords } from './words.ts';

function Offer() {
  const t = useWords();
  const [isWarned, setIsWarned] = useState(false);
  const reload = (): void => {
    if (!isWarned && hasUnfinished()) setIsWarned(true);
    else newVersion.take();
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-info-soft print:hidden px-4 py-1.5 text-sm text-info sm:px-6">
      <Sparkles aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 basis-60">
        {t('newVersionReady')} {isWarned && t('unfinished')}
      </span>
      <span className="flex gap-2">
        <Button variant="outline" size="sm" onClick={reload}>
          {t(isWarned ? 'reloadAnyway' : 'reload')}
        </Button>
        <Button variant="ghost" size="sm" onClick={newVersion.decline}>
          {t('later')}
        </Button>
      </span>
    </div>
  );
}

/** Offers a new version. It never comes by itself, and asks once more where something would be lost. */
export function NewVersion() {
  const t = useWords();
  const isOffered = useSyncExternalStore(newVersion.subscribe, newVersion.getState, newVersion.getState);
  return (
    <div role="status" aria-label={t('newVersion')}>
      {isOffered && <Offer />}
    </div>
  );
}
