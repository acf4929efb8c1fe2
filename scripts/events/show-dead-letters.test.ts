import type { DeadLetterDetails } from './graph-operations.ts';
import { deadLettersText, deadLetterText } from './show-dead-letters.ts';

const letter: DeadLetterDetails = {
  id: '01a205ac-d935-73cb-9ded-37306c43c37d',
  status: 'OPEN',
  queue: 'payments.wallets.open',
  eventId: '01a205ac-d936-7471-bf5c-c80c6650e642',
  eventType: 'auth.user.registered',
  subject: '01a205ac-d936-7471-bf5c-d62415ceb4f3',
  reason: 'Error: the table\nis away',
  attempts: 12,
  parkedAt: '2026-11-22T10:00:00.123Z',
  timesParked: 2,
  history: [
    { attempt: 11, at: '2026-11-22T09:59:00.000Z', reason: 'the connection was cut' },
    { attempt: 12, at: '2026-11-22T10:00:00.123Z', reason: 'Error: the table is away' },
  ],
  event: { id: '01a205ac-d936-7471-bf5c-c80c6650e642', data: { name: 'odd \u009B2J' } },
  resolvedAt: null,
  resolvedBy: null,
  discardReason: null,
};

describe('the list of dead letters', () => {
  it('shows one a line, with what one has to know to go on', () => {
    expect(deadLettersText([letter], 1, undefined)).toBe(
      [
        'ID                                    STATUS  QUEUE                  EVENT TYPE            PARKED (UTC)         TIMES  REASON',
        '01a205ac-d935-73cb-9ded-37306c43c37d  OPEN    payments.wallets.open  auth.user.registered  2026-11-22 10:00:00      2  Error: the table is away',
        '',
        '1 dead letter.',
      ].join('\n'),
    );
  });

  it('says how many there are beyond those it shows', () => {
    expect(deadLettersText([letter], 14, undefined)).toMatch(
      /\n14 dead letters\. The newest 1 are shown; --limit shows more\.$/,
    );
  });

  it('says that there is none', () => {
    expect(deadLettersText([], 0, undefined)).toBe('There are no such dead letters.');
  });
});

describe('one dead letter', () => {
  it('shows why it failed, each try and the whole event', () => {
    expect(deadLetterText(letter)).toBe(
      [
        'Dead letter 01a205ac-d935-73cb-9ded-37306c43c37d',
        'status    OPEN',
        'queue     payments.wallets.open',
        'event     auth.user.registered 01a205ac-d936-7471-bf5c-c80c6650e642',
        'subject   01a205ac-d936-7471-bf5c-d62415ceb4f3',
        'parked    2026-11-22 10:00:00 UTC after 12 tries; 2 times in all',
        'reason    Error: the table is away',
        '',
        'Tries that are remembered',
        '   11  2026-11-22 09:59:00 UTC  the connection was cut',
        '   12  2026-11-22 10:00:00 UTC  Error: the table is away',
        '',
        'Event',
        '{',
        '  "id": "01a205ac-d936-7471-bf5c-c80c6650e642",',
        '  "data": {',
        '    "name": "odd \uFFFD2J"',
        '  }',
        '}',
      ].join('\n'),
    );
  });

  it('counts one as one', () => {
    expect(deadLetterText({ ...letter, attempts: 1, timesParked: 1 })).toContain(
      'after 1 try; 1 time in all',
    );
  });

  it.each([
    ['REPLAYED', null, /^resolved {2}replayed 2026-11-23 08:00:00 UTC by somebody-else$/m],
    ['DISCARDED', 'A duplicate.', /^resolved {2}discarded 2026-11-23 .* by somebody-else: A duplicate\.$/m],
    ['OPEN', null, /^resolved {2}last replayed 2026-11-23/m],
  ] as const)('shows who %s it last', (status, discardReason, expected) => {
    const resolved = { resolvedAt: '2026-11-23T08:00:00.000Z', resolvedBy: { id: 'somebody-else' } };
    expect(deadLetterText({ ...letter, ...resolved, status, discardReason })).toMatch(expected);
  });
});
