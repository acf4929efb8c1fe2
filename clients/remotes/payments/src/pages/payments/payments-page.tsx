import { useViewer } from '@payloom/session/use-session';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { PaymentList } from '../../features/payment-list/payment-list.tsx';
import { PayLink, ReportLink, ScheduledLink } from '../../payment/pay-link.tsx';

/** All payments: one's own, or everybody's for an administrator, who only looks on. */
export function PaymentsPage() {
  const looksOn = useViewer().role === 'ADMIN';
  return (
    <>
      <PageHeader
        title="Payments"
        description={looksOn ? 'Everybody’s, newest first.' : 'What you sent and received, newest first.'}
        actions={
          !looksOn && (
            <>
              <ReportLink />
              <ScheduledLink />
              <PayLink />
            </>
          )
        }
      />
      <PaymentList withDirection={!looksOn} nextStep={!looksOn && <PayLink />} />
    </>
  );
}
