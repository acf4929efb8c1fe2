import type { Evidence } from '../evidence.ts';
import type { Report } from '../report.ts';
import { untilQuiet } from '../until-quiet.ts';
import type { LivePlatform } from './live-platform.ts';

type LeftOver = Evidence['leftOver'][number];

/** Longer than what comes twice needs to come. */
const quietMsMin = 5_000;

const updatesPlace = 'updates to come';
/** More than can be to come. They are looked at last and not always: it takes long. */
const updatesMax = 10_000_000;

const leftSql = `
  select 'the outbox of payments' as place, count(*)::int as count from outbox
  union all
  select 'payments under way', count(*)::int from payment where status in ('PENDING', 'PROCESSING')`;

/** Resolves when every event has come to everybody, or with what is left when that does not become less. */
export function untilEverythingCame(
  platform: LivePlatform,
  countMissing: () => Promise<number>,
  report: Report,
): Promise<LeftOver[]> {
  const readLeftOver = async () => {
    const { rows } = await platform.query((database) => database.query<LeftOver>(leftSql));
    const left = rows.filter(({ count }) => count > 0);
    if (left.length > 0) return left;
    const count = await countMissing();
    return count === 0 ? [] : [{ place: updatesPlace, count }];
  };
  const amountOf = (left: readonly LeftOver[]) =>
    left.reduce((total, { place, count }) => total + count + (place === updatesPlace ? 0 : updatesMax), 0);
  return untilQuiet({ readLeftOver, amountOf, quietMsMin }, report);
}
