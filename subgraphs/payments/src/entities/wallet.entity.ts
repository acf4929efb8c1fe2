import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';

const WalletSchema = defineEntity({
  name: 'Wallet',
  properties: {
    id: p.uuid().primary(),
    ownerId: p.uuid(),
    currency: p.string(),
    createdAt: p.datetime(),
  },
});

/** A user's wallet in one currency. Its money is the balance of its ledger account; see `ledger/accounts.ts`. */
export class Wallet extends WalletSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'Wallet'> {
    return 'Wallet';
  }
}
WalletSchema.setClass(Wallet);
