import { PageHeader } from '@payloom/ui-kit/page-header';
import { SessionList } from '../../features/sessions/session-list.tsx';

/** What protects the viewer's account. */
export function SecurityPage() {
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader title="Security" description="Who can use your account, and from where." />
      <SessionList />
    </div>
  );
}
