import type { Payment } from '../entities/payment.entity.ts';
import type { PaymentRequest } from '../entities/payment-request.entity.ts';
import type { PaymentSchedule } from '../entities/payment-schedule.entity.ts';
import type { PaymentStep } from '../entities/payment-step.entity.ts';
import type { Payout } from '../entities/payout.entity.ts';
import type { Posting } from '../entities/posting.entity.ts';
import type { RefundRequest } from '../entities/refund-request.entity.ts';
import type { Refund } from '../entities/refund.entity.ts';
import type { ScheduleRun } from '../entities/schedule-run.entity.ts';
import type { TopUp } from '../entities/top-up.entity.ts';
import type { PaymentReport } from '../operations/report-payments.ts';
import type { WalletStatement } from '../operations/wallet-statement.ts';
import type { StatementRow } from '../ledger/read-statement.ts';
import type { Wallet } from '../entities/wallet.entity.ts';

export type PaymentMapper = Payment;
export type PaymentRequestMapper = PaymentRequest;
export type PaymentScheduleMapper = PaymentSchedule;
export type PaymentStepMapper = PaymentStep;
export type PayoutMapper = Payout;
export type PostingMapper = Posting;
/** Who it is comes from the graph by their key. */
export type ReportCounterpartyMapper = PaymentReport['byCounterparty'][number];
export type RefundMapper = Refund;
export type RefundRequestMapper = RefundRequest;
export type ScheduleRunMapper = ScheduleRun;
export type StatementLineMapper = StatementRow;
export type TopUpMapper = TopUp;
/** A user is known here by their key alone. */
export type UserMapper = { id: string };
export type WalletMapper = Wallet;
export type WalletStatementMapper = WalletStatement;
