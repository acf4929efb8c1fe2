import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { administratorContext, collected } from '../../test/dead-letters-fixture.ts';
import { DeadLetter } from '../entities/dead-letter.entity.ts';
import { discardDeadLetters } from './discard-dead-letters.ts';
import { forgetDeadLetters, startDeadLetterSweep } from './forget-dead-letters.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);

describe('forgetDeadLetters', () => {
  let admin: AdminFixture;

  beforeEach(async () => {
    admin = await openAdminFixture();
  });
  afterEach(() => admin.close());

  const left = async () => {
    const letters = await admin.orm.em.fork().find(DeadLetter, {}, { orderBy: { id: 'asc' } });
    return letters.map(({ id }) => id);
  };

  it('forgets what was replayed or discarded 90 days ago, and never an open one', async () => {
    const [open, replayed, discarded] = [
      await collected(admin),
      await collected(admin),
      await collected(admin),
    ];
    await replayDeadLetters(administratorContext(admin), [replayed.id]);
    await discardDeadLetters(administratorContext(admin), { ids: [discarded.id], reason: 'A duplicate.' });
    expect(await forgetDeadLetters(admin.orm.em, inDays(89))).toBe(0);
    expect(await left()).toHaveLength(3);
    expect(await forgetDeadLetters(admin.orm.em, inDays(91))).toBe(2);
    expect(await left()).toEqual([open.id]);
  });

  it('keeps one that was opened again, however long ago it was replayed', async () => {
    const letter = await collected(admin);
    const { em } = admin.context();
    await em.nativeUpdate(DeadLetter, { id: letter.id }, { resolvedAt: inDays(-400) });
    expect(await forgetDeadLetters(admin.orm.em)).toBe(0);
  });

  it('takes them away though there are more than one statement removes', async () => {
    await admin.orm.em.fork()
      .execute(`insert into dead_letters (id, status, queue, event_id, event_type, subject,
      event, reason, attempts, parked_at, times_parked, history, resolved_at)
      select gen_random_uuid(), 'REPLAYED', 'q', gen_random_uuid(), 't', 's', '{}', 'r', 1, now(), 1, '[]',
        now() - interval '91 days' from generate_series(1, 2001)`);
    expect(await forgetDeadLetters(admin.orm.em)).toBe(2001);
  });

  it('sweeps when the subgraph starts, and stops with it', async () => {
    const letter = await collected(admin);
    const { em } = admin.context();
    await em.nativeUpdate(DeadLetter, { id: letter.id }, { status: 'REPLAYED', resolvedAt: inDays(-91) });
    const sweep = startDeadLetterSweep({ em: admin.orm.em, log: { warn: () => undefined } });
    await sweep.stop();
    expect(await left()).toEqual([]);
  });
});
