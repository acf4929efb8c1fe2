import { Migration } from '@mikro-orm/migrations';

export class ChooseChannels extends Migration {
  override up(): void {
    // Money that came in, what went wrong and what touches the account are mailed; the rest is for who asks for it.
    this.addSql(`alter table profiles add column mail_muted_kinds text[] not null
      default '{PAYMENT_COMPLETED,REFUND_DECLINED,REQUEST_PAID,TOP_UP_FAILED}'`);
    // Whoever turned a kind off in the app did not ask for mails about it.
    this.addSql(`update profiles set mail_muted_kinds = array(
      select distinct unnest(mail_muted_kinds || muted_kinds) order by 1
    ) where muted_kinds <> '{}'`);
  }

  override down(): void {
    this.addSql('alter table profiles drop column mail_muted_kinds');
  }
}
