import type { PaymentProgressFragment, PaymentRowFragment } from '../../payment/__generated__/payment.ts';
import { AskDialog } from './ask-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { refundableMinor } from './refundable.ts';

/** What each side can do about giving a payment back; nothing for somebody who looks on. */
export function RefundActions({ payment }: { payment: PaymentRowFragment & PaymentProgressFragment }) {
  const asked = payment.refundRequest?.status === 'OPEN';
  switch (payment.direction) {
    case 'RECEIVED':
      // The request has buttons of its own.
      return <RefundDialog payment={payment} offered={!asked} />;
    case 'SENT':
      return <AskDialog payment={payment} possible={refundableMinor(payment) > 0 && !asked} />;
    case null:
      return null;
  }
}
