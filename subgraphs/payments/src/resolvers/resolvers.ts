import { CurrencyResolver, DateTimeResolver, SafeIntResolver } from 'graphql-scalars';
import type { Resolvers } from './__generated__/resolver-types.ts';
import { cancelPayment } from './Mutation/cancel-payment.ts';
import { makePayment } from './Mutation/make-payment.ts';
import { topUpWallet } from './Mutation/top-up-wallet.ts';
import { Payment } from './Payment.ts';
import { Posting } from './Posting.ts';
import { ledgerSummary } from './Query/ledger-summary.ts';
import { payment } from './Query/payment.ts';
import { payments } from './Query/payments.ts';
import { TopUp } from './TopUp.ts';
import { User } from './User.ts';
import { Wallet } from './Wallet.ts';

export const resolvers: Resolvers = {
  Currency: CurrencyResolver,
  DateTime: DateTimeResolver,
  SafeInt: SafeIntResolver,
  Query: { payment, payments, ledgerSummary },
  Mutation: { topUpWallet, makePayment, cancelPayment },
  CancelPaymentResult: { __resolveType: ({ __typename }) => __typename },
  MakePaymentResult: { __resolveType: ({ __typename }) => __typename },
  TopUpWalletResult: { __resolveType: ({ __typename }) => __typename },
  Payment,
  Posting,
  TopUp,
  User,
  Wallet,
};
