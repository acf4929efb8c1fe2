import { Migration } from '@mikro-orm/migrations';

/** Which mail tells of which notification: what a person is written in an hour is counted by it. */
export class MailNotifications extends Migration {
  override up(): void {
    this.addSql(`create table notification_mails (
      event_id uuid primary key,
      user_id uuid not null references users (id),
      kind text not null,
      mail_id uuid not null,
      leaves_at timestamptz not null
    )`);
    this.addSql('create index notification_mails_of_user on notification_mails (user_id, leaves_at)');
    this.addSql('create index notification_mails_of_mail on notification_mails (mail_id)');
    this.addSql('create index notification_mails_old on notification_mails (leaves_at)');
  }

  override down(): void {
    this.addSql('drop table notification_mails');
  }
}
