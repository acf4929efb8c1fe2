import { badUserInput } from '@payloom/subgraph-kit/errors';
import { z } from 'zod';
import { firstDueDates } from '../../schedule/due-dates.ts';
import type { QueryResolvers } from '../__generated__/resolver-types.ts';

const dueDatesMax = 12;
const dateSchema = z.iso.date();

export const dueDates: QueryResolvers['dueDates'] = (_parent, { startsOn, cadence, first }) => {
  if (first < 1 || first > dueDatesMax) {
    throw badUserInput(`first: expected a whole number between 1 and ${dueDatesMax}.`);
  }
  if (!dateSchema.safeParse(startsOn).success) {
    throw badUserInput('startsOn: expected a date, such as 2027-01-31.');
  }
  return firstDueDates({ startsOn, cadence }, first);
};
