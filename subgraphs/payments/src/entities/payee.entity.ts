import { defineEntity, p } from '@mikro-orm/postgresql';

const PayeeSchema = defineEntity({
  name: 'Payee',
  properties: {
    userId: p.uuid().primary(),
    /** Lower case; what a payer types is folded before it is looked up. */
    email: p.string(),
    createdAt: p.datetime(),
  },
});

/** Who can be paid by which email: a read model fed by `auth.user.registered`. */
export class Payee extends PayeeSchema.class {}
PayeeSchema.setClass(Payee);
