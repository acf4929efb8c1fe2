import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { payoutStatuses } from './payout-state.ts';
import { Wallet } from './wallet.entity.ts';

const PayoutSchema = defineEntity({
  name: 'Payout',
  properties: {
    /** Also the reference under which the provider knows it. */
    id: p.uuid().primary(),
    status: p.enum(payoutStatuses),
    userId: p.uuid(),
    walletId: () => p.manyToOne(Wallet).mapToPk().joinColumn('wallet_id'),
    amountMinor: p.bigint('number'),
    currency: p.string(),
    iban: p.string(),
    /** Why the money came back, where it did. */
    reason: p.string().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** Money on its way from a wallet to a bank account. */
export class Payout extends PayoutSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'Payout'> {
    return 'Payout';
  }
}
PayoutSchema.setClass(Payout);
