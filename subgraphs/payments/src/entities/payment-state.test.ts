import { isPast, mayMove, paymentStatuses, paymentTransitions, statusesUnderWay } from './payment-state.ts';

describe('the states of a payment', () => {
  it('lead from PENDING by PROCESSING to COMPLETED or FAILED', () => {
    expect(mayMove('PENDING', 'PROCESSING')).toBe(true);
    expect(mayMove('PROCESSING', 'COMPLETED')).toBe(true);
    expect(mayMove('PROCESSING', 'FAILED')).toBe(true);
  });

  it('lead from PENDING to CANCELLED, and from nowhere else', () => {
    expect(paymentStatuses.filter((from) => mayMove(from, 'CANCELLED'))).toEqual(['PENDING']);
  });

  it('allow no other move', () => {
    const moves = paymentStatuses.flatMap((from) => paymentTransitions[from].map((to) => `${from} ${to}`));
    expect(moves).toEqual([
      'PENDING PROCESSING',
      'PENDING CANCELLED',
      'PROCESSING COMPLETED',
      'PROCESSING FAILED',
    ]);
    expect(mayMove('COMPLETED', 'FAILED')).toBe(false);
    expect(mayMove('PENDING', 'COMPLETED')).toBe(false);
  });

  it('hold the amount aside until a final one is reached', () => {
    expect(statusesUnderWay).toEqual(['PENDING', 'PROCESSING']);
  });

  it('know what lies behind', () => {
    expect(isPast('PENDING', 'COMPLETED')).toBe(true);
    expect(isPast('PENDING', 'CANCELLED')).toBe(true);
    expect(isPast('PROCESSING', 'FAILED')).toBe(true);
    expect(isPast('PROCESSING', 'CANCELLED')).toBe(false);
    expect(isPast('PROCESSING', 'PENDING')).toBe(false);
    expect(isPast('PENDING', 'PENDING')).toBe(false);
  });
});
