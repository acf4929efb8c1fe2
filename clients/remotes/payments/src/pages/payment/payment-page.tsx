import { useViewer } from '@payloom/session/use-session';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { useParams } from 'react-router';
import { CancelPayment } from '../../features/cancel-payment/cancel-payment.tsx';
import { PaymentDetail } from '../../features/payment-detail/payment-detail.tsx';
import { PaymentLedger } from '../../features/payment-ledger/payment-ledger.tsx';
import { RefundActions } from '../../features/refunds/refund-actions.tsx';
import { RefundList } from '../../features/refunds/refund-list.tsx';
import { RefundRequest } from '../../features/refunds/refund-request.tsx';
import { useWords } from '../words.ts';

/** One payment; for an administrator with the ledger behind it. */
export function PaymentPage() {
  const t = useWords();
  const { id = '' } = useParams();
  const { role } = useViewer();
  return (
    <>
      <PageHeader title={t('payment')} back={{ to: '/payments', label: t('payments') }} />
      <PaymentDetail
        key={id}
        id={id}
        actions={(payment) => (
          <>
            <CancelPayment payment={payment} />
            <RefundActions payment={payment} />
          </>
        )}
        asked={(payment) => <RefundRequest payment={payment} />}
        below={(payment) => (
          <>
            <RefundList payment={payment} />
            {role === 'ADMIN' && <PaymentLedger key={payment.updatedAt} id={payment.id} />}
          </>
        )}
      />
    </>
  );
}
