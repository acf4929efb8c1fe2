import { PageHeader } from '@payloom/ui-kit/page-header';
import { ChangePasswordForm } from '../../features/change-password/change-password-form.tsx';
import { PasskeyCard } from '../../features/passkeys/passkey-card.tsx';
import { TotpCard } from '../../features/totp/totp-card.tsx';
import { SessionList } from '../../features/sessions/session-list.tsx';
import { useWords } from '../words.ts';

/** What protects the viewer's account. */
export function SecurityPage() {
  const t = useWords();
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader title={t('security')} description={t('securityMeans')} />
      <div className="flex flex-col gap-5 sm:gap-6">
        <SessionList />
        <ChangePasswordForm />
        <PasskeyCard />
        <TotpCard />
      </div>
    </div>
  );
}
