import { listStatementLines, type WalletStatement as Statement } from '../operations/wallet-statement.ts';
import type { StatementLineResolvers, WalletStatementResolvers } from './__generated__/resolver-types.ts';

const money = (amountMinor: number, { currency }: Pick<Statement, 'currency'>) => ({ amountMinor, currency });

export const WalletStatement: WalletStatementResolvers = {
  opening: (statement) => money(statement.sums.openingMinor, statement),
  closing: (statement) => money(statement.sums.closingMinor, statement),
  moneyIn: (statement) => money(statement.sums.inMinor, statement),
  moneyOut: (statement) => money(statement.sums.outMinor, statement),
  lineCount: ({ sums }) => sums.lineCount,
  lines: (statement, args, { em }) => listStatementLines(em, statement, args),
};

export const StatementLine: StatementLineResolvers = {
  at: ({ at }) => new Date(at),
  kind: ({ id, kind }) => {
    // It moves clearing and provider, and no wallet.
    if (kind === 'PAYOUT_SETTLED') throw new Error(`Posting ${id} of a wallet settles a payout`);
    return kind;
  },
  amount: ({ amountMinor, currency }) => ({ amountMinor, currency }),
  balance: ({ balanceMinor, currency }) => ({ amountMinor: balanceMinor, currency }),
  payment: ({ paymentId }, _args, { loaders }) => (paymentId ? loaders.payment.load(paymentId) : null),
  payout: ({ payoutId }, _args, { loaders }) => (payoutId ? loaders.payout.load(payoutId) : null),
};
