import type { MikroORM } from '@mikro-orm/postgresql';

/*
 * One row for each way in which the books could be wrong; a sound ledger has none. Asked in one statement, so that all
 * of it is seen at one moment even while payments are being made.
 */
const findings = `
  select 'the postings of ' || currency || ' sum to ' || sum(amount_minor) as finding
    from posting group by currency having sum(amount_minor) <> 0
  union all
  select 'entry ' || entry_id || ' is out of balance' from posting group by entry_id having sum(amount_minor) <> 0
  union all
  select account.id || ' says ' || balance_minor || ' but its postings say ' || -coalesce(sum(amount_minor), 0)
    from ledger_account account left join posting on posting.account_id = account.id
   where kind = 'WALLET' group by account.id having balance_minor <> -coalesce(sum(amount_minor), 0)
  union all
  select id || ' is overdrawn' from ledger_account where balance_minor < 0
  union all
  select 'clearing holds ' || held || ', payments and payouts under way are ' || under_way
    from (select coalesce(-sum(amount_minor), 0) as held from posting where account_id like 'clearing:%') clearing,
         (select coalesce(sum(amount_minor), 0) as under_way from (
           select amount_minor, status from payment union all select amount_minor, status from payout
         ) all_of_them where status in ('PENDING', 'PROCESSING')) payments
   where held <> under_way
  union all
  select 'payment ' || id || ' says that ' || refunded_minor || ' of ' || amount_minor || ' was given back, not '
         || coalesce(given_back, 0)
    from payment left join (select payment_id, sum(amount_minor) as given_back from refund group by payment_id) refunds
         on payment_id = id
   where refunded_minor <> coalesce(given_back, 0) or refunded_minor > amount_minor
  union all
  select 'refund ' || refund.id || ' moved ' || coalesce(sum(posting.amount_minor), 0) || ', not ' || refund.amount_minor
    from refund left join ledger_entry on refund_id = refund.id
         left join posting on entry_id = ledger_entry.id and posting.amount_minor > 0
   group by refund.id having coalesce(sum(posting.amount_minor), 0) <> refund.amount_minor
  union all
  select account_id || ' carries another ' || day || ' than its postings make'
    from wallet_day full join (
           select account_id, (created_at at time zone 'UTC')::date as day, sum(greatest(-amount_minor, 0)) as in_sum,
                  sum(greatest(amount_minor, 0)) as out_sum, count(*) as counted
             from posting where account_id like 'wallet:%' group by 1, 2) posted using (account_id, day)
   where (in_minor, out_minor, line_count) is distinct from (in_sum, out_sum, counted)`;

/** What is wrong with the books: nothing, whatever has happened. */
export async function findUnsoundness(orm: MikroORM): Promise<string[]> {
  const rows = await orm.em.fork().execute<{ finding: string }[]>(findings);
  return rows.map(({ finding }) => finding);
}
