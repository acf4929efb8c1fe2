import { CurrencyResolver, DateTimeResolver, SafeIntResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { cancelPayment } from './Mutation/cancel-payment.ts';
import { declineRefund } from './Mutation/decline-refund.ts';
import { makePayment } from './Mutation/make-payment.ts';
import { refundPayment } from './Mutation/refund-payment.ts';
import { requestRefund } from './Mutation/request-refund.ts';
import { topUpWallet } from './Mutation/top-up-wallet.ts';
import { Payment } from './Payment.ts';
import { Posting } from './Posting.ts';
import { ledgerSummary } from './Query/ledger-summary.ts';
import { payment } from './Query/payment.ts';
import { payments } from './Query/payments.ts';
import { Refund } from './Refund.ts';
import { RefundRequest } from './RefundRequest.ts';
import { TopUp } from './TopUp.ts';
import { User } from './User.ts';
import { Wallet } from './Wallet.ts';

export const resolvers: Resolvers = {
  Currency: CurrencyResolver,
  DateTime: DateTimeResolver,
  SafeInt: SafeIntResolver,
  Query: { payment, payments, ledgerSummary },
  Mutation: { topUpWallet, makePayment, cancelPayment, refundPayment, requestRefund, declineRefund },
  CancelPaymentResult: { __resolveType: ({ __typename }) => __typename },
  DeclineRefundResult: { __resolveType: ({ __typename }) => __typename },
  MakePaymentResult: { __resolveType: ({ __typename }) => __typename },
  RefundPaymentResult: { __resolveType: ({ __typename }) => __typename },
  RequestRefundResult: { __resolveType: ({ __typename }) => __typename },
  TopUpWalletResult: { __resolveType: ({ __typename }) => __typename },
  Payment,
  Posting,
  Refund,
  RefundRequest,
  TopUp,
  User,
  Wallet,
};
