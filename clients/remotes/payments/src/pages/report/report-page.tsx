import { PageHeader } from '@payloom/ui-kit/page-header';
import { PaymentReport } from '../../features/payment-report/payment-report.tsx';
import { useWords } from '../words.ts';

/** What one's payments come to. */
export function ReportPage() {
  const t = useWords();
  return (
    <>
      <PageHeader
        title={t('report')}
        description={t('reportMeans')}
        back={{ to: '/payments', label: t('payments') }}
      />
      <PaymentReport />
    </>
  );
}
