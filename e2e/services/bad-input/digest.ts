import { eventually } from '@payloom/testkit/eventually';
import { Pool } from 'pg';

/** What every table holds, by `database.table`. */
export type Digest = Readonly<Record<string, string>>;

/**
 * What may change though nothing was done: that somebody tried to sign in or asked for a mail is counted against them, and
 * mails that were promised before leave their queue when they are sent. The tables of pg-boss, which keeps its own time,
 * stand in a schema of their own and are not looked at.
 */
const passedOver = new Set(['auth.throttles', 'auth.queued_mails']);

const settleMs = 400;

/** Looks into databases, to tell whether anything in them has changed. */
export class Tables {
  readonly #pools: ReadonlyMap<string, Pool>;

  constructor(urls: Readonly<Record<string, string>>) {
    const open = ([name, connectionString]: [string, string]) =>
      [name, new Pool({ connectionString, max: 1 })] as const;
    this.#pools = new Map(Object.entries(urls).map(open));
  }

  /** A digest of every row of every table. */
  async digest(): Promise<Digest> {
    const all = await Promise.all(
      [...this.#pools].map(async ([database, pool]) => {
        const digests: [string, string][] = [];
        for (const table of await this.#tablesOf(pool)) {
          const name = `${database}.${table}`;
          if (passedOver.has(name)) continue;
          const { rows } = await pool.query<{ digest: string }>(
            `select count(*) || ':' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest
             from "${table}" t`,
          );
          digests.push([name, rows[0]?.digest ?? '']);
        }
        return digests;
      }),
    );
    return Object.fromEntries(all.flat());
  }

  /** A digest of a time when nothing moves any more: events that are under way have arrived. */
  async settled(): Promise<Digest> {
    let last = await this.digest();
    return eventually(
      async () => {
        const before = last;
        await new Promise((resolve) => setTimeout(resolve, settleMs));
        last = await this.digest();
        if (changedTables(before, last).length > 0) throw new Error('Something still moves.');
        return last;
      },
      { withinMs: 60_000 },
    );
  }

  /** Forgets who tried too often, so that the next try is judged by what it says. */
  async forgetTries(): Promise<void> {
    await this.#pools.get('auth')?.query('delete from throttles');
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }

  async #tablesOf(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    return rows.map(({ name }) => name);
  }
}

/** The tables whose rows differ. */
export function changedTables(before: Digest, after: Digest): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]);
}
