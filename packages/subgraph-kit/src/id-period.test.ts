import { v7 as uuidv7 } from 'uuid';
import { idsWithin } from './id-period.ts';

const at = (time: string) => new Date(time);
const idOf = (time: string) => uuidv7({ msecs: Date.parse(time) });

test('ids of a period lie between its ends', () => {
  const { $gte = '', $lt = '' } = idsWithin(at('2026-11-01T00:00:00Z'), at('2026-11-02T00:00:00Z'));
  for (const time of ['2026-11-01T00:00:00Z', '2026-11-01T23:59:59.999Z']) {
    expect(idOf(time) >= $gte && idOf(time) < $lt).toBe(true);
  }
  expect(idOf('2026-10-31T23:58:00Z') < $gte).toBe(true);
  expect(idOf('2026-11-02T00:02:00Z') >= $lt).toBe(true);
});

test('an end that is left open is no bound', () => {
  expect(idsWithin(null, undefined)).toEqual({});
  expect(Object.keys(idsWithin(at('2026-11-01T00:00:00Z'), null))).toEqual(['$gte']);
});

test('moments beyond what an id can tell are the first and the last it can', () => {
  expect(idsWithin(at('1900-01-01T00:00:00Z'), null).$gte).toBe('00000000-0000-7000-8000-000000000000');
});
