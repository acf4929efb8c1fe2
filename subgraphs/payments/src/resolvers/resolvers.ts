import {
  CurrencyResolver,
  DateTimeResolver,
  LocalDateResolver,
  SafeIntResolver,
  TimeZoneResolver,
} from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { cancelPaymentSchedule } from './Mutation/cancel-payment-schedule.ts';
import { cancelPayment } from './Mutation/cancel-payment.ts';
import { declineRefund } from './Mutation/decline-refund.ts';
import { makePayment } from './Mutation/make-payment.ts';
import { refundPayment } from './Mutation/refund-payment.ts';
import { requestRefund } from './Mutation/request-refund.ts';
import { schedulePayment } from './Mutation/schedule-payment.ts';
import { topUpWallet } from './Mutation/top-up-wallet.ts';
import { Payment } from './Payment.ts';
import { PaymentSchedule } from './PaymentSchedule.ts';
import { Posting } from './Posting.ts';
import { dueDates } from './Query/due-dates.ts';
import { ledgerSummary } from './Query/ledger-summary.ts';
import { paymentSchedules } from './Query/payment-schedules.ts';
import { paymentReport } from './Query/payment-report.ts';
import { payment } from './Query/payment.ts';
import { payments } from './Query/payments.ts';
import { Refund } from './Refund.ts';
import { RefundRequest } from './RefundRequest.ts';
import { ReportCounterparty } from './ReportCounterparty.ts';
import { ScheduleRun } from './ScheduleRun.ts';
import { TopUp } from './TopUp.ts';
import { User } from './User.ts';
import { Wallet } from './Wallet.ts';

export const resolvers: Resolvers = {
  Currency: CurrencyResolver,
  DateTime: DateTimeResolver,
  LocalDate: LocalDateResolver,
  SafeInt: SafeIntResolver,
  TimeZone: TimeZoneResolver,
  Query: { payment, payments, paymentSchedules, paymentReport, dueDates, ledgerSummary },
  Mutation: {
    topUpWallet,
    makePayment,
    cancelPayment,
    refundPayment,
    requestRefund,
    declineRefund,
    schedulePayment,
    cancelPaymentSchedule,
  },
  CancelPaymentResult: { __resolveType: ({ __typename }) => __typename },
  CancelPaymentScheduleResult: { __resolveType: ({ __typename }) => __typename },
  DeclineRefundResult: { __resolveType: ({ __typename }) => __typename },
  MakePaymentResult: { __resolveType: ({ __typename }) => __typename },
  RefundPaymentResult: { __resolveType: ({ __typename }) => __typename },
  RequestRefundResult: { __resolveType: ({ __typename }) => __typename },
  SchedulePaymentResult: { __resolveType: ({ __typename }) => __typename },
  TopUpWalletResult: { __resolveType: ({ __typename }) => __typename },
  Payment,
  PaymentSchedule,
  Posting,
  Refund,
  RefundRequest,
  ReportCounterparty,
  ScheduleRun,
  TopUp,
  User,
  Wallet,
};
