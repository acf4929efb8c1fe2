import { Migration } from '@mikro-orm/migrations';

/**
 * What each day, by UTC, did to each wallet: what it held at a moment is the sum of its days before, and of the postings of
 * that day, however many there were. Of wallets alone, whose rows are locked by who posts to them: the days of the system's
 * own accounts would be rows that all payments queue behind.
 */
export class CarryWalletDays extends Migration {
  override up(): void {
    this.addSql(`create table wallet_day (
      account_id text collate "C" not null references ledger_account,
      day date not null,
      in_minor bigint not null check (in_minor >= 0),
      out_minor bigint not null check (out_minor >= 0),
      line_count bigint not null check (line_count > 0),
      primary key (account_id, day)
    )`);
    // Nothing is posted between what was posted so far and what is carried from now on.
    this.addSql('lock table posting in share row exclusive mode');
    this.addSql(`insert into wallet_day
      select posting.account_id, (posting.created_at at time zone 'UTC')::date,
             sum(greatest(-amount_minor, 0)), sum(greatest(amount_minor, 0)), count(*)
        from posting join ledger_account on ledger_account.id = posting.account_id and kind = 'WALLET'
       group by 1, 2`);
    this.addSql(`create function carry_wallet_day() returns trigger language plpgsql as $$
      begin
        insert into wallet_day as carried (account_id, day, in_minor, out_minor, line_count)
        values (new.account_id, (new.created_at at time zone 'UTC')::date,
                greatest(-new.amount_minor, 0), greatest(new.amount_minor, 0), 1)
        on conflict (account_id, day) do update
          set in_minor = carried.in_minor + excluded.in_minor,
              out_minor = carried.out_minor + excluded.out_minor,
              line_count = carried.line_count + 1;
        return null;
      end
    $$`);
    this.addSql(`create trigger carry_day after insert on posting
      for each row when (new.account_id like 'wallet:%') execute function carry_wallet_day()`);
    this.addSql(`create trigger only_carried before delete or truncate on wallet_day
      for each statement execute function refuse_ledger_change()`);
  }

  override down(): void {
    this.addSql('drop trigger carry_day on posting');
    this.addSql('drop function carry_wallet_day');
    this.addSql('drop table wallet_day');
  }
}
