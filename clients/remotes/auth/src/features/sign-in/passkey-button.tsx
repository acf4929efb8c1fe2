import { passkeysWork } from '@payloom/session/passkeys';
import { Button } from '@payloom/ui-kit/button';
import { Fingerprint } from 'lucide-react';
import type { PasskeySignIn } from './use-passkey-sign-in.ts';
import { useWords } from './words.ts';

/** The way in by a passkey, in browsers that have them. */
export function PasskeyButton({ passkey, disabled }: { passkey: PasskeySignIn; disabled: boolean }) {
  const t = useWords();
  if (!passkeysWork()) return null;
  return (
    <Button
      type="button"
      variant="outline"
      size="lg"
      busy={passkey.busy}
      disabled={disabled}
      onClick={() => void passkey.start()}
    >
      <Fingerprint aria-hidden />
      {t('usePasskey')}
    </Button>
  );
}
