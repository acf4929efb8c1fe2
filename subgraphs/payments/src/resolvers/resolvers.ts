import {
  CurrencyResolver,
  DateTimeResolver,
  LocalDateResolver,
  SafeIntResolver,
  TimeZoneResolver,
} from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { cancelPaymentRequest } from './Mutation/cancel-payment-request.ts';
import { cancelPaymentSchedule } from './Mutation/cancel-payment-schedule.ts';
import { cancelPayment } from './Mutation/cancel-payment.ts';
import { createPaymentRequest } from './Mutation/create-payment-request.ts';
import { declineRefund } from './Mutation/decline-refund.ts';
import { makePayment } from './Mutation/make-payment.ts';
import { openWallet } from './Mutation/open-wallet.ts';
import { payOut } from './Mutation/pay-out.ts';
import { payPaymentRequest } from './Mutation/pay-payment-request.ts';
import { refundPayment } from './Mutation/refund-payment.ts';
import { requestRefund } from './Mutation/request-refund.ts';
import { schedulePayment } from './Mutation/schedule-payment.ts';
import { topUpWallet } from './Mutation/top-up-wallet.ts';
import { Payment } from './Payment.ts';
import { PaymentRequest } from './PaymentRequest.ts';
import { PaymentSchedule } from './PaymentSchedule.ts';
import { Payout } from './Payout.ts';
import { Posting } from './Posting.ts';
import { counterparties, counterparty } from './Query/counterparties.ts';
import { dueDates } from './Query/due-dates.ts';
import { ledgerSummary } from './Query/ledger-summary.ts';
import { paymentRequest } from './Query/payment-request.ts';
import { paymentRequests } from './Query/payment-requests.ts';
import { paymentSchedules } from './Query/payment-schedules.ts';
import { paymentReport } from './Query/payment-report.ts';
import { payment } from './Query/payment.ts';
import { payments } from './Query/payments.ts';
import { payouts } from './Query/payouts.ts';
import { topUps } from './Query/top-ups.ts';
import { walletCurrencies } from './Query/wallet-currencies.ts';
import { walletStatement } from './Query/wallet-statement.ts';
import { Refund } from './Refund.ts';
import { RefundRequest } from './RefundRequest.ts';
import { ReportCounterparty } from './ReportCounterparty.ts';
import { ScheduleRun } from './ScheduleRun.ts';
import { TopUp } from './TopUp.ts';
import { User } from './User.ts';
import { Wallet } from './Wallet.ts';
import { StatementLine, WalletStatement } from './WalletStatement.ts';

export const resolvers: Resolvers = {
  Currency: CurrencyResolver,
  DateTime: DateTimeResolver,
  LocalDate: LocalDateResolver,
  SafeInt: SafeIntResolver,
  TimeZone: TimeZoneResolver,
  Query: {
    payment,
    payments,
    counterparties,
    counterparty,
    paymentRequest,
    paymentRequests,
    paymentSchedules,
    paymentReport,
    dueDates,
    ledgerSummary,
    walletCurrencies,
    payouts,
    topUps,
    walletStatement,
  },
  Mutation: {
    openWallet,
    topUpWallet,
    payOut,
    makePayment,
    cancelPayment,
    refundPayment,
    requestRefund,
    declineRefund,
    schedulePayment,
    cancelPaymentSchedule,
    createPaymentRequest,
    cancelPaymentRequest,
    payPaymentRequest,
  },
  CancelPaymentRequestResult: { __resolveType: ({ __typename }) => __typename },
  CancelPaymentResult: { __resolveType: ({ __typename }) => __typename },
  CancelPaymentScheduleResult: { __resolveType: ({ __typename }) => __typename },
  CreatePaymentRequestResult: { __resolveType: ({ __typename }) => __typename },
  DeclineRefundResult: { __resolveType: ({ __typename }) => __typename },
  MakePaymentResult: { __resolveType: ({ __typename }) => __typename },
  OpenWalletResult: { __resolveType: ({ __typename }) => __typename },
  PayOutResult: { __resolveType: ({ __typename }) => __typename },
  PayPaymentRequestResult: { __resolveType: ({ __typename }) => __typename },
  RefundPaymentResult: { __resolveType: ({ __typename }) => __typename },
  RequestRefundResult: { __resolveType: ({ __typename }) => __typename },
  SchedulePaymentResult: { __resolveType: ({ __typename }) => __typename },
  TopUpWalletResult: { __resolveType: ({ __typename }) => __typename },
  WalletStatementResult: { __resolveType: ({ __typename }) => __typename },
  Payment,
  PaymentRequest,
  PaymentSchedule,
  Payout,
  Posting,
  Refund,
  RefundRequest,
  ReportCounterparty,
  ScheduleRun,
  StatementLine,
  TopUp,
  User,
  Wallet,
  WalletStatement,
};
