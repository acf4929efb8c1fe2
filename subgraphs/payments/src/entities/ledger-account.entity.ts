import { defineEntity, p } from '@mikro-orm/postgresql';

export const accountKinds = ['WALLET', 'CLEARING', 'PROVIDER'] as const;
export type AccountKind = (typeof accountKinds)[number];

const LedgerAccountSchema = defineEntity({
  name: 'LedgerAccount',
  properties: {
    /** `wallet:<wallet id>`, `clearing:EUR`, `provider:EUR`. */
    id: p.string().primary(),
    kind: p.enum(accountKinds),
    currency: p.string(),
    /**
     * What a wallet holds; never below zero. Null for the system's own accounts: their balance is the sum of their
     * postings, kept nowhere, so that payments of different people do not queue behind one row.
     */
    balanceMinor: p.bigint('number').nullable(),
  },
});

export class LedgerAccount extends LedgerAccountSchema.class {}
LedgerAccountSchema.setClass(LedgerAccount);
