import { v7 as uuidv7 } from 'uuid';
import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { administratorContext, collected } from '../../test/dead-letters-fixture.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { discardDeadLetters } from './discard-dead-letters.ts';

describe('discardDeadLetters', () => {
  let admin: AdminFixture;

  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  const letterOf = ({ id }: { id: string }) => admin.orm.em.fork().findOneOrFail(DeadLetter, id);

  it('lets letters go, and writes down who did so, why and when', async () => {
    const letters = [await collected(admin), await collected(admin)];
    const context = administratorContext(admin);
    const ids = letters.map(({ id }) => id);
    const result = await discardDeadLetters(context, { ids, reason: '  Refunded by hand.  ' });
    expect(result).toMatchObject({ deadLetters: ids.map((id) => ({ id })), skipped: [] });
    for (const letter of letters) {
      expect(await letterOf(letter)).toMatchObject({
        status: 'DISCARDED',
        discardReason: 'Refunded by hand.',
        resolvedById: context.viewer.userId,
        resolvedAt: expect.any(Date),
      });
      expect(await admin.orm.em.fork().find(AuditEntry, { subject: letter.id })).toMatchObject([
        {
          action: 'admin.dead-letter.discarded',
          actorId: context.viewer.userId,
          clientAddress: '192.0.2.9',
          before: { status: 'OPEN', eventId: letter.eventId },
          after: { status: 'DISCARDED', discardReason: 'Refunded by hand.', eventId: letter.eventId },
        },
      ]);
    }
  });

  it('says so by an event for administrators alone', async () => {
    const letter = await collected(admin);
    await discardDeadLetters(administratorContext(admin), { ids: [letter.id], reason: 'A duplicate.' });
    const events = (await admin.events()).filter(({ subject }) => subject === letter.id);
    expect(events.at(-1)).toMatchObject({
      type: 'admin.dead-letter.discarded',
      audience: 'role:ADMIN',
      clientaddress: '192.0.2.9',
      data: { deadLetterId: letter.id, reason: 'A duplicate.' },
    });
  });

  it('skips what is not open or does not exist', async () => {
    const letter = await collected(admin);
    const input = { ids: [letter.id], reason: 'First.' };
    await discardDeadLetters(administratorContext(admin), input);
    const unknown = uuidv7();
    const again = { ids: [letter.id, unknown, ''], reason: 'Second.' };
    expect(await discardDeadLetters(administratorContext(admin), again)).toEqual({
      deadLetters: [],
      skipped: [letter.id, unknown, ''],
    });
    expect(await letterOf(letter)).toMatchObject({ discardReason: 'First.' });
  });

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['more than 500 characters', 'x'.repeat(501)],
    ['characters that no row holds', 'a\0b'],
  ])('refuses a reason of %s', async (_what, reason) => {
    const letter = await collected(admin);
    await expect(
      discardDeadLetters(administratorContext(admin), { ids: [letter.id], reason }),
    ).rejects.toMatchObject({
      message: 'reason: expected a text of 1 to 500 characters.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await letterOf(letter)).toMatchObject({ status: 'OPEN' });
  });

  it('takes a reason of exactly 500 characters', async () => {
    const letter = await collected(admin);
    const reason = 'x'.repeat(500);
    await discardDeadLetters(administratorContext(admin), { ids: [letter.id], reason });
    expect(await letterOf(letter)).toMatchObject({ discardReason: reason });
  });
});
