import { badUserInput } from '@payloom/subgraph-kit/errors';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { countedActions } from './count-day.ts';

const daysMax = 366;
const dayMs = 24 * 60 * 60 * 1_000;

export type KeyFigure = keyof typeof countedActions;

/** How much happened in one day, in UTC. */
export type DayOfFigures = { readonly day: Date } & Readonly<Record<KeyFigure, number>>;

const rowsSchema = z.array(z.object({ day: z.string(), action: z.string(), count: z.number() }));

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The last days, today included, oldest first; those in which nothing happened included. Throws BAD_USER_INPUT. */
export async function listKeyFigures(
  { em }: Pick<Context, 'em'>,
  days: number,
  now = new Date(),
): Promise<DayOfFigures[]> {
  if (!Number.isInteger(days) || days < 1 || days > daysMax) {
    throw badUserInput(`days: expected a whole number between 1 and ${daysMax}.`);
  }
  const today = Date.parse(dayOf(now));
  const first = today - (days - 1) * dayMs;
  const rows = rowsSchema.parse(
    await em.execute(
      `select to_char(day, 'YYYY-MM-DD') as day, action, count from daily_counts where day between ?::date and ?::date`,
      [dayOf(new Date(first)), dayOf(now)],
    ),
  );
  const counts = new Map(rows.map(({ day, action, count }) => [`${day} ${action}`, count]));
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(first + index * dayMs);
    const countOf = (figure: KeyFigure) => counts.get(`${dayOf(day)} ${countedActions[figure]}`) ?? 0;
    return {
      day,
      usersRegistered: countOf('usersRegistered'),
      paymentsCreated: countOf('paymentsCreated'),
      paymentsCompleted: countOf('paymentsCompleted'),
      paymentsFailed: countOf('paymentsFailed'),
    };
  });
}
