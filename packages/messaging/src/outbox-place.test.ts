import { beforeFirst, type OutboxBatch } from './outbox-batch.ts';
import { OutboxPlace } from './outbox-place.ts';

/** A look that took the row; transactions before `ended` had ended then, and ids before `given` were given. */
function look(sequence: number | undefined, ended: bigint, given?: bigint): OutboxBatch {
  const rows = sequence === undefined ? [] : [{ sequence: String(sequence), event: Object.create(null) }];
  return { rows, ids: { endedBefore: ended, givenBefore: given }, behind: 'nothing' };
}

describe('how far the outbox has been read for good', () => {
  let place: OutboxPlace;
  beforeEach(() => {
    place = new OutboxPlace();
  });

  it('stays in front of rows that were taken while a transaction was under way', () => {
    place.took(look(7, 100n, 103n));
    place.took(look(undefined, 102n));
    expect(place.after).toBe(beforeFirst);
  });

  it('moves behind them when every transaction of that time has ended', () => {
    place.took(look(7, 100n, 103n));
    place.took(look(9, 103n, 104n));
    expect(place.after).toBe('7');
    place.took(look(undefined, 104n));
    expect(place.after).toBe('9');
  });

  it('does not move back for a row that appeared late', () => {
    place.took(look(7, 100n, 103n));
    place.took(look(5, 103n, 104n));
    place.took(look(undefined, 104n));
    expect(place.after).toBe('7');
  });

  it('does not move behind rows that the look left where they are', () => {
    place.took(look(700, 100n, 103n));
    place.took({ ...look(500, 103n, 104n), behind: 'more' });
    expect(place.after).toBe(beforeFirst);
    place.took({ ...look(undefined, 104n), behind: 'held back' });
    expect(place.after).toBe(beforeFirst);
    place.took(look(600, 104n, 105n));
    expect(place.after).toBe(beforeFirst);
  });
});
