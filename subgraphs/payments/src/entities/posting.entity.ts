import { defineEntity, p } from '@mikro-orm/postgresql';
import { LedgerAccount } from './ledger-account.entity.ts';
import { LedgerEntry } from './ledger-entry.entity.ts';

const PostingSchema = defineEntity({
  name: 'Posting',
  properties: {
    id: p.uuid().primary(),
    entryId: () => p.manyToOne(LedgerEntry).mapToPk().joinColumn('entry_id'),
    accountId: () => p.manyToOne(LedgerAccount).mapToPk().joinColumn('account_id'),
    /** Positive: a debit. Negative: a credit. Never zero. */
    amountMinor: p.bigint('number'),
    currency: p.string(),
    createdAt: p.datetime(),
  },
});

/** One line of a ledger entry. The database refuses to change or delete it. */
export class Posting extends PostingSchema.class {}
PostingSchema.setClass(Posting);
