import { useViewer } from '@payloom/session/use-session';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { PaymentExport } from '../../features/payment-export/payment-export.tsx';
import { toPaymentFilter } from '../../features/payment-list/list-filter.ts';
import { PaymentList } from '../../features/payment-list/payment-list.tsx';
import { useListFilter } from '../../features/payment-list/use-list-filter.ts';
import { WaitingList } from '../../features/waiting-payments/waiting-list.tsx';
import { PayLink, ReportLink, ScheduledLink } from '../../payment/pay-link.tsx';
import { useWords } from '../words.ts';

/** All payments: one's own, or everybody's for an administrator, who only looks on. */
export function PaymentsPage() {
  const t = useWords();
  const looksOn = useViewer().role === 'ADMIN';
  const { filter } = useListFilter();
  return (
    <>
      <PageHeader
        title={t('payments')}
        description={looksOn ? t('everybodys') : t('own')}
        actions={
          <>
            <PaymentExport filter={toPaymentFilter(filter)} />
            {!looksOn && (
              <>
                <ReportLink />
                <ScheduledLink />
                <PayLink />
              </>
            )}
          </>
        }
      />
      {!looksOn && <WaitingList />}
      <PaymentList withDirection={!looksOn} nextStep={!looksOn && <PayLink />} />
    </>
  );
}
