import { PageHeader } from '@payloom/ui-kit/page-header';
import { PaymentReport } from '../../features/payment-report/payment-report.tsx';

/** What one's payments come to. */
export function ReportPage() {
  return (
    <>
      <PageHeader
        title="Report"
        description="What came in and went out."
        back={{ to: '/payments', label: 'Payments' }}
      />
      <PaymentReport />
    </>
  );
}
