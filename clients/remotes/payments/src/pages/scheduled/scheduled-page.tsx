import { PageHeader } from '@payloom/ui-kit/page-header';
import { PaymentSchedules } from '../../features/payment-schedules/payment-schedules.tsx';
import { PayLink } from '../../payment/pay-link.tsx';

/** What the viewer has planned to pay. */
export function ScheduledPage() {
  return (
    <>
      <PageHeader
        title="Scheduled payments"
        description="At a date, or every week or month."
        back={{ to: '/payments', label: 'Payments' }}
        actions={<PayLink />}
      />
      <PaymentSchedules nextStep={<PayLink />} />
    </>
  );
}
