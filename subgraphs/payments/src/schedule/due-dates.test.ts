import { daysUntil, firstDueDates, momentOf } from './due-dates.ts';

describe('due dates', () => {
  it('of the end of the month are its last day, and the 31st again where there is one', () => {
    expect(firstDueDates({ startsOn: '2027-01-31', cadence: 'MONTHLY' }, 5)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
    ]);
    expect(firstDueDates({ startsOn: '2028-01-30', cadence: 'MONTHLY' }, 3)).toEqual([
      '2028-01-30',
      '2028-02-29',
      '2028-03-30',
    ]);
  });

  it('of a week are seven days apart, also over a year and a change of the clock', () => {
    expect(firstDueDates({ startsOn: '2026-12-28', cadence: 'WEEKLY' }, 3)).toEqual([
      '2026-12-28',
      '2027-01-04',
      '2027-01-11',
    ]);
  });

  it('of one payment are one', () => {
    expect(firstDueDates({ startsOn: '2027-01-31', cadence: 'ONCE' }, 5)).toEqual(['2027-01-31']);
  });

  it.each([
    ['2027-01-15', 'Europe/Berlin', '2027-01-15T08:00:00.000Z'],
    ['2027-07-15', 'Europe/Berlin', '2027-07-15T07:00:00.000Z'],
    // The day on which the clock goes forward, and the one on which it goes back.
    ['2027-03-28', 'Europe/Berlin', '2027-03-28T07:00:00.000Z'],
    ['2027-10-31', 'Europe/Berlin', '2027-10-31T08:00:00.000Z'],
    ['2027-01-15', 'Pacific/Kiritimati', '2027-01-14T19:00:00.000Z'],
    ['2027-01-15', 'America/Los_Angeles', '2027-01-15T17:00:00.000Z'],
  ])('on %s in %s are at nine in the morning there: %s', (date, timeZone, moment) => {
    expect(momentOf(date, timeZone).toISOString()).toBe(moment);
  });

  it('are counted from the day it is where the payer is', () => {
    const now = new Date('2027-01-15T23:30:00Z');
    expect(daysUntil('2027-01-16', 'Europe/London', now)).toBe(1);
    expect(daysUntil('2027-01-16', 'Europe/Berlin', now)).toBe(0);
  });
});
