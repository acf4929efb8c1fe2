import { v7 as uuidv7 } from 'uuid';
import { openAdminFixture, sessionStarted, type AdminFixture } from '../../test/admin-fixture.ts';
import { findAuditEntry } from './find-audit-entry.ts';

describe('findAuditEntry', () => {
  let admin: AdminFixture;
  beforeAll(async () => {
    admin = await openAdminFixture();
  });
  afterAll(() => admin.close());

  it('finds many by one query, and null for those that are not there', async () => {
    const ids = [
      await admin.audited(sessionStarted(uuidv7())),
      await admin.audited(sessionStarted(uuidv7())),
    ];
    const queriesBefore = admin.queries.length;
    const context = admin.context();
    const asked = [...ids, uuidv7(), 'not-an-id'];
    const entries = await Promise.all(asked.map((id) => findAuditEntry(context, id)));
    expect(entries.map((entry) => entry?.id)).toEqual([...ids, undefined, undefined]);
    expect(admin.queries.slice(queriesBefore)).toHaveLength(1);
  });
});
