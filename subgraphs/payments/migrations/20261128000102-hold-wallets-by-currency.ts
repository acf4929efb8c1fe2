import { Migration } from '@mikro-orm/migrations';

const payers = ['payment', 'payment_schedule'] as const;

/** One wallet for each user and currency, and whoever pays does so from the one of the payment's currency. */
export class HoldWalletsByCurrency extends Migration {
  override up(): void {
    for (const table of payers) this.addSql(`alter table ${table} drop constraint ${table}_payer_id_fkey`);
    this.addSql(`alter table wallet drop constraint wallet_owner_id_key,
      add constraint wallet_once_by_currency unique (owner_id, currency)`);
    for (const table of payers) {
      this.addSql(`alter table ${table} add constraint ${table}_payer_wallet
        foreign key (payer_id, currency) references wallet (owner_id, currency)`);
    }
  }

  /** Refused by the database once somebody has two wallets. */
  override down(): void {
    for (const table of payers) this.addSql(`alter table ${table} drop constraint ${table}_payer_wallet`);
    this.addSql(`alter table wallet drop constraint wallet_once_by_currency,
      add constraint wallet_owner_id_key unique (owner_id)`);
    for (const table of payers) {
      this.addSql(`alter table ${table} add constraint ${table}_payer_id_fkey
        foreign key (payer_id) references wallet (owner_id)`);
    }
  }
}
