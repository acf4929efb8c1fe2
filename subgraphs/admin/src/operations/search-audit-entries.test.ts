import type { EventEnvelope } from '@payloom/event-contracts/envelope';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import {
  openAdminFixture,
  profileUpdated,
  sessionStarted,
  type AdminFixture,
} from '../../test/admin-fixture.ts';
import { listAuditEntries, type AuditEntryFilter } from './list-audit-entries.ts';

const entriesCount = 20_000;
/** The log has some 1,500 pages, its indexes besides. */
const pagesReadMax = 120;

/** One entry every five minutes: most of one kind, every tenth of another, one early one of a third. */
const fillSql = `
  insert into audit_entries (id, at, action, actor_id, subject, client_address, before, after)
  select
    (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
    to_timestamp(ms / 1000.0),
    case when n = 7 then 'profile.profile.updated'
      when n % 10 = 0 then 'auth.session.started' else 'payments.payment.created' end,
    ('00000000-0000-7000-8000-' || lpad((n % 200)::text, 12, '0'))::uuid,
    'subject-' || n,
    '203.0.' || n % 64 || '.' || n % 250,
    null,
    jsonb_build_object('note', md5((n * 7)::text), 'name', case when n = 7 then 'Needle' else 'Somebody' end)
  from generate_series(1, ${entriesCount}) n,
    lateral (select 1767225600000 + n * 300000::bigint) as time(ms)`;

const planSchema = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({
        Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }),
      }),
    ]),
  }),
]);

describe('the search in the audit log', () => {
  let admin: AdminFixture;
  const [alice, bob] = [uuidv7(), uuidv7()];

  const idsWhere = async (filter: AuditEntryFilter) => {
    const { edges } = await listAuditEntries(admin.context(), { first: 20, filter });
    return edges.map(({ node }) => node.id);
  };

  describe('finds by', () => {
    let first: EventEnvelope;
    let second: EventEnvelope;
    let third: EventEnvelope;

    beforeAll(async () => {
      admin = await openAdminFixture();
      first = sessionStarted(alice, { clientAddress: '192.0.2.1' });
      second = sessionStarted(alice, { clientAddress: '192.0.2.17' });
      third = profileUpdated(bob, 'Bob', '50% Robert_A');
      for (const event of [first, second, third]) await admin.audited(event);
    });
    afterAll(() => admin.close());

    it('a whole address, and by the beginning of one', async () => {
      expect(await idsWhere({ clientAddress: '192.0.2.1' })).toEqual([first.id]);
      expect(await idsWhere({ clientAddress: '192.0.2.' })).toEqual([second.id, first.id]);
      expect(await idsWhere({ clientAddress: '%' })).toEqual([]);
    });

    it('text in what was before or after and in the subject, in any case, wildcards being text', async () => {
      expect(await idsWhere({ text: 'rOBERT' })).toEqual([third.id]);
      expect(await idsWhere({ text: '50% rob' })).toEqual([third.id]);
      expect(await idsWhere({ text: '5_% rob' })).toEqual([]);
      expect(await idsWhere({ text: second.subject })).toEqual([second.id]);
      expect(await idsWhere({ text: "'; drop table audit_entries; --" })).toEqual([]);
    });

    it('a period, its beginning included and its end not', async () => {
      const at = new Date(first.time);
      const later = new Date(at.getTime() + 60_000);
      expect(await idsWhere({ from: at, to: later })).toContain(first.id);
      expect(await idsWhere({ to: at })).toEqual([]);
      expect(await idsWhere({ from: later })).toEqual([]);
    });

    it('all of it at once', async () => {
      const filter = { action: 'auth.session.started', actorId: alice, clientAddress: '192.0.2.17' };
      expect(await idsWhere({ ...filter, text: alice })).toEqual([second.id]);
      expect(await idsWhere({ ...filter, text: bob })).toEqual([]);
    });

    it.each([
      ['text too short for the index', { text: 'ab' }, 'filter.text: expected at least 3 characters.'],
      ['an address that cannot be', { clientAddress: '\0' }, /^filter\.clientAddress: /],
      [
        'a period that ends before it begins',
        { from: new Date(2), to: new Date(1) },
        'filter.to: expected a moment after filter.from.',
      ],
    ])('nothing, and says what was expected: %s', async (_what, filter, message) => {
      await expect(async () => idsWhere(filter)).rejects.toMatchObject({
        message: expect.stringMatching(message),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    });
  });

  describe('reads no more of a long log than of a short one when it asks for', () => {
    beforeAll(async () => {
      admin = await openAdminFixture();
      await admin.orm.em.execute(fillSql);
      await admin.orm.em.execute('vacuum analyze audit_entries');
    });
    afterAll(() => admin.close());

    /** Pages that the list's own query reads, as PostgreSQL counts them. */
    async function pagesReadFor(filter: AuditEntryFilter): Promise<number> {
      const before = admin.queries.length;
      await listAuditEntries(admin.context(), { first: 25, filter });
      const sql = admin.queries[before]?.match(/select .* limit \d+/)?.[0];
      const answer = await admin.orm.em.execute(`explain (analyze, buffers, format json) ${sql}`);
      const [{ 'QUERY PLAN': plans }] = planSchema.parse(answer);
      return plans[0].Plan['Shared Hit Blocks'] + plans[0].Plan['Shared Read Blocks'];
    }

    it.each<[string, AuditEntryFilter]>([
      ['everything', {}],
      ['what happens all the time', { action: 'payments.payment.created' }],
      ['what happened once, long ago', { action: 'profile.profile.updated' }],
      ['the beginning of that', { action: 'profile' }],
      ['what happens now and then', { action: 'auth' }],
      ['what never happened', { action: 'weather' }],
      ['one of many people', { actorId: '00000000-0000-7000-8000-000000000005' }],
      ['one subject', { subject: 'subject-7' }],
      ['one address', { clientAddress: '203.0.5.5' }],
      ['a network', { clientAddress: '203.0.5.' }],
      ['a word that stands everywhere', { text: 'somebody' }],
      ['a word that stands in one entry', { text: 'needle' }],
      ['a word that stands nowhere', { text: 'weather' }],
      ['a day long ago', { from: new Date('2026-01-05'), to: new Date('2026-01-06') }],
    ])('%s', async (_what, filter) => {
      expect(await pagesReadFor(filter)).toBeLessThan(pagesReadMax);
    });
  });
});
