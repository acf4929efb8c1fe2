import { defineEntity, p, type Opt } from '@mikro-orm/postgresql';
import { Wallet } from './wallet.entity.ts';

export const topUpStatuses = ['PENDING', 'COMPLETED', 'FAILED'] as const;

const TopUpSchema = defineEntity({
  name: 'TopUp',
  properties: {
    /** Also the reference under which the provider knows the charge. */
    id: p.uuid().primary(),
    /** PENDING until the provider has answered. */
    status: p.enum(topUpStatuses),
    userId: p.uuid(),
    walletId: () => p.manyToOne(Wallet).mapToPk().joinColumn('wallet_id'),
    amountMinor: p.bigint('number'),
    currency: p.string(),
    /** Why the provider refused, where it did. */
    declineReason: p.string().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export class TopUp extends TopUpSchema.class {
  /** Tells it apart from the problems it shares a result union with. */
  get __typename(): Opt<'TopUp'> {
    return 'TopUp';
  }
}
TopUpSchema.setClass(TopUp);
