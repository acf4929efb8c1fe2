import { PageHeader } from '@payloom/ui-kit/page-header';
import { PaymentSchedules } from '../../features/payment-schedules/payment-schedules.tsx';
import { PayLink } from '../../payment/pay-link.tsx';
import { useWords } from '../words.ts';

/** What the viewer has planned to pay. */
export function ScheduledPage() {
  const t = useWords();
  return (
    <>
      <PageHeader
        title={t('scheduled')}
        description={t('scheduledMeans')}
        back={{ to: '/payments', label: t('payments') }}
        actions={<PayLink />}
      />
      <PaymentSchedules nextStep={<PayLink />} />
    </>
  );
}
