import { PageHeader } from '@payloom/ui-kit/page-header';
import { ChangePasswordForm } from '../../features/change-password/change-password-form.tsx';
import { SessionList } from '../../features/sessions/session-list.tsx';

/** What protects the viewer's account. */
export function SecurityPage() {
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader title="Security" description="Who can use your account, and from where." />
      <div className="flex flex-col gap-5 sm:gap-6">
        <SessionList />
        <ChangePasswordForm />
      </div>
    </div>
  );
}
