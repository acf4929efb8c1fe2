import { useViewer } from '@payloom/session/use-session';
import { PageHeader } from '@payloom/ui-kit/page-header';
import { useParams } from 'react-router';
import { CancelPayment } from '../../features/cancel-payment/cancel-payment.tsx';
import { PaymentDetail } from '../../features/payment-detail/payment-detail.tsx';
import { PaymentLedger } from '../../features/payment-ledger/payment-ledger.tsx';
import { RefundActions } from '../../features/refunds/refund-actions.tsx';
import { RefundList } from '../../features/refunds/refund-list.tsx';
import { RefundRequest } from '../../features/refunds/refund-request.tsx';

/** One payment; for an administrator with the ledger behind it. */
export function PaymentPage() {
  const { id = '' } = useParams();
  const { role } = useViewer();
  return (
    <>
      <PageHeader title="Payment" back={{ to: '/payments', label: 'Payments' }} />
      <PaymentDetail
        key={id}
        id={id}
        actions={(payment) => (
          <>
            <CancelPayment payment={payment} />
            <RefundActions payment={payment} />
          </>
        )}
        below={(payment) => (
          <>
            <RefundRequest payment={payment} />
            <RefundList payment={payment} />
            {role === 'ADMIN' && <PaymentLedger key={payment.updatedAt} id={payment.id} />}
          </>
        )}
      />
    </>
  );
}
