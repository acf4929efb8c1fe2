import { Button } from '@payloom/ui-kit/button';
import { ConfirmDialog } from '@payloom/ui-kit/confirm-dialog';
import { useWords } from './words.ts';

export interface SignOutEverywhereProps {
  busy: boolean;
  onConfirm: () => void;
}

/** Asks before this device is signed out with all others. */
export function SignOutEverywhere({ busy, onConfirm }: SignOutEverywhereProps) {
  const t = useWords();
  return (
    <ConfirmDialog
      title={t('everywhereAsk')}
      meaning={t('everywhereMeans')}
      keep={t('stay')}
      confirm={t('everywhere')}
      destructive
      onConfirm={onConfirm}
    >
      <Button variant="ghost" className="text-danger" busy={busy}>
        {t('everywhere')}
      </Button>
    </ConfirmDialog>
  );
}
