import { v7 as uuidv7 } from 'uuid';
import {
  openAdminFixture,
  profileUpdated,
  sessionStarted,
  walletOpened,
  type AdminFixture,
} from '../../test/admin-fixture.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { addAuditEntry } from './add-audit-entry.ts';
import { findAuditEntry } from './find-audit-entry.ts';

describe('addAuditEntry', () => {
  let admin: AdminFixture;
  const userId = uuidv7();

  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  const entryOf = async (id: string) => findAuditEntry(admin.context(), id);

  it('tells who did what to what, when and from where', async () => {
    const event = sessionStarted(userId);
    expect(await entryOf(await admin.audited(event))).toMatchObject({
      id: event.id,
      at: new Date(event.time),
      action: 'auth.session.started',
      actorId: userId,
      subject: event.subject,
      clientAddress: '192.0.2.7',
      before: null,
      after: event.data,
    });
  });

  it('keeps before and after apart where the event tells both', async () => {
    const entry = await entryOf(await admin.audited(profileUpdated(userId, 'Bob', 'Robert')));
    expect(entry?.before).toMatchObject({ displayName: 'Bob' });
    expect(entry?.after).toMatchObject({ displayName: 'Robert' });
    expect(entry?.after).not.toHaveProperty('userId');
  });

  it('names no actor for what the system did', async () => {
    expect((await entryOf(await admin.audited(walletOpened(userId))))?.actorId).toBeNull();
  });

  it('keeps no field that the contract does not name', async () => {
    const event = sessionStarted(userId);
    const leaking = { ...event, data: { ...event.data, refreshToken: 'not-for-the-log' } };
    const entry = await entryOf(await admin.audited(leaking));
    expect(JSON.stringify(entry)).not.toContain('not-for-the-log');
    expect(entry?.after).toEqual(event.data);
  });

  it('logs an event of an unknown type, of a newer contract or that breaks it without its data', async () => {
    const unknown = { ...sessionStarted(userId), type: 'auth.passkey.added' };
    const newer = { ...sessionStarted(userId), dataschema: 'auth.session.started/2' };
    const broken = { ...sessionStarted(userId), data: { member: userId } };
    expect(await entryOf(await admin.audited(unknown))).toMatchObject({ action: unknown.type, after: null });
    expect(await entryOf(await admin.audited(newer))).toMatchObject({ subject: newer.subject, after: null });
    expect(await entryOf(await admin.audited(broken))).toMatchObject({
      subject: broken.subject,
      after: null,
    });
  });

  it('says so by an event for administrators alone', async () => {
    const event = sessionStarted(userId);
    await admin.audited(event);
    expect((await admin.events()).at(-1)).toMatchObject({
      type: 'admin.audit-entry.added',
      subject: event.id,
      audience: 'role:ADMIN',
      actor: userId,
      clientaddress: '192.0.2.7',
      data: { auditEntryId: event.id, action: 'auth.session.started' },
    });
  });

  it('leaves neither entry nor event when the transaction fails', async () => {
    const event = sessionStarted(userId);
    const eventsBefore = (await admin.events()).length;
    const failing = admin.context().em.transactional(async (em) => {
      addAuditEntry(em, event);
      await em.flush();
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect(await entryOf(event.id)).toBeNull();
    expect(await admin.events()).toHaveLength(eventsBefore);
  });

  it('is final: the database refuses to change or remove an entry', async () => {
    const id = await admin.audited(sessionStarted(userId));
    const { em } = admin.context();
    await expect(em.nativeUpdate(AuditEntry, { id }, { action: 'nothing' })).rejects.toThrow(/never changed/);
    await expect(em.nativeDelete(AuditEntry, { id })).rejects.toThrow(/never changed/);
    expect(await entryOf(id)).not.toBeNull();
  });
});
