import { Migration } from '@mikro-orm/migrations';

const reasons = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
const before = ['SIGNED_OUT', 'TOKEN_REUSED', 'EXPIRED'];
const added = ['ENDED_BY_OWNER', 'ENDED_BY_ADMINISTRATOR', 'SUSPENDED', 'PASSWORD_RESET'];

/** More reasons for a session to end, and a short way to the open ones of a user. */
export class LetOwnersEndSessions extends Migration {
  override up(): void {
    this.addSql('alter table sessions drop constraint sessions_end_reason_check');
    this.addSql(
      `alter table sessions add constraint sessions_end_reason_check
       check (end_reason in (${reasons([...before, ...added])}))`,
    );
    this.addSql('create index sessions_open on sessions (user_id, id) where ended_at is null');
    this.addSql('drop index sessions_user_id');
  }

  /** A reason that there was no word for becomes the nearest there was. */
  override down(): void {
    this.addSql('create index sessions_user_id on sessions (user_id)');
    this.addSql('drop index sessions_open');
    this.addSql('alter table sessions drop constraint sessions_end_reason_check');
    this.addSql(`update sessions set end_reason = 'SIGNED_OUT' where end_reason in (${reasons(added)})`);
    this.addSql(
      `alter table sessions add constraint sessions_end_reason_check check (end_reason in (${reasons(before)}))`,
    );
  }
}
