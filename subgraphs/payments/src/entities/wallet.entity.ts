import { defineEntity, p } from '@mikro-orm/postgresql';

const WalletSchema = defineEntity({
  name: 'Wallet',
  properties: {
    id: p.uuid().primary(),
    ownerId: p.uuid(),
    currency: p.string(),
    createdAt: p.datetime(),
  },
});

/** A user's wallet. Its money is the balance of its ledger account; see `ledger/accounts.ts`. */
export class Wallet extends WalletSchema.class {}
WalletSchema.setClass(Wallet);
