import { v7 as uuidv7 } from 'uuid';
import { openAdminFixture, type AdminFixture } from '../../test/admin-fixture.ts';
import { administratorContext, untilSomebodyWaits } from '../../test/dead-letters-fixture.ts';
import { AuditEntry } from '../entities/audit-entry.entity.ts';
import { Setting } from '../entities/setting.entity.ts';
import { changeSetting, type ChangeSettingInput } from './change-setting.ts';
import { findNotice, findSetting, listSettings } from './find-settings.ts';

const closing: ChangeSettingInput = {
  key: 'registration.open',
  version: 0,
  boolean: false,
  reason: ' Too many robots. ',
};

describe('changeSetting', () => {
  let admin: AdminFixture;
  beforeEach(async () => {
    admin = await openAdminFixture();
  });
  afterEach(() => admin.close());

  const change = (input: Partial<ChangeSettingInput> = {}) =>
    changeSetting(administratorContext(admin), { ...closing, ...input });
  const settingOf = (key: string) => findSetting(admin.context(), key);

  it('changes it for everybody, and keeps who, when and why', async () => {
    const context = administratorContext(admin);
    const result = await changeSetting(context, closing);
    expect(result).toMatchObject({ __typename: 'ChangedSetting', setting: { value: false, version: 1 } });
    expect(await settingOf('registration.open')).toMatchObject({
      value: false,
      version: 1,
      reason: 'Too many robots.',
      changedById: context.viewer.userId,
      changedAt: expect.any(Date),
    });
    expect(await listSettings(admin.context())).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'registration.open', value: false }),
        expect.objectContaining({ key: 'notice.text', value: '', version: 0 }),
      ]),
    );
  });

  it('tells the others the old and the new value, and writes it into the audit log, in the same commit', async () => {
    const context = administratorContext(admin);
    await changeSetting(context, closing);
    const [event, audited] = await admin.events();
    expect(event).toMatchObject({
      type: 'admin.setting.changed',
      subject: 'registration.open',
      audience: 'role:ADMIN',
      actor: context.viewer.userId,
      data: {
        key: 'registration.open',
        version: 1,
        before: { value: true },
        after: { value: false },
        reason: 'Too many robots.',
      },
    });
    expect(audited).toMatchObject({ type: 'admin.audit-entry.added', subject: event?.id });
    expect(await admin.orm.em.fork().findOneOrFail(AuditEntry, { id: event?.id ?? '' })).toMatchObject({
      action: 'admin.setting.changed',
      subject: 'registration.open',
      actorId: context.viewer.userId,
      clientAddress: '192.0.2.9',
      before: { 'registration.open': true },
      after: { 'registration.open': false, reason: 'Too many robots.' },
    });
  });

  it('tells everybody who is signed in of another notice, and nobody but administrators of the rest', async () => {
    await change({ key: 'notice.text', boolean: null, text: ' Back at noon. ' });
    expect(await findNotice(admin.context())).toEqual({ id: 'everybody', text: 'Back at noon.' });
    const audiences = (await admin.events()).map(({ type, audience }) => [type, audience]);
    expect(audiences).toEqual([
      ['admin.setting.changed', 'role:ADMIN'],
      ['admin.audit-entry.added', 'role:ADMIN'],
      ['admin.notice.changed', 'role:CUSTOMER role:VENDOR role:ADMIN'],
    ]);
    await change({ key: 'notice.text', version: 1, boolean: null, text: '' });
    expect(await findNotice(admin.context())).toEqual({ id: 'everybody', text: null });
  });

  it('lets one of many have it who change it at once, and tells the others what it is now', async () => {
    const results = await Promise.all(
      ['one', 'two', 'three', 'four'].map((text) => change({ key: 'notice.text', boolean: null, text })),
    );
    const changed = results.flatMap((result) => (result.__typename === 'ChangedSetting' ? [result] : []));
    const late = results.flatMap((result) =>
      result.__typename === 'SettingChangedMeanwhile' ? [result] : [],
    );
    expect([changed.length, late.length]).toEqual([1, 3]);
    for (const { setting } of late)
      expect(setting).toMatchObject({ version: 1, value: changed[0]?.setting.value });
    expect(await settingOf('notice.text')).toMatchObject({ value: changed[0]?.setting.value });
    expect((await admin.events()).filter(({ type }) => type === 'admin.setting.changed')).toHaveLength(1);
  });

  it('waits for a change under way, and does not overwrite it', async () => {
    await change();
    const first = admin.orm.em.fork();
    await first.begin();
    await first.nativeUpdate(Setting, { key: 'registration.open' }, { version: 2, value: true });
    const second = change({ version: 1 });
    await untilSomebodyWaits(admin);
    await first.commit();
    expect(await second).toMatchObject({
      __typename: 'SettingChangedMeanwhile',
      message: expect.stringMatching(/^Somebody else/),
      setting: { version: 2, value: true },
    });
  });

  it.each<[string, Partial<ChangeSettingInput>]>([
    ['key', { key: 'registration.closed' }],
    ['key', { key: 'toString' }],
    ['key', { key: uuidv7() }],
    ['version', { version: -1 }],
    ['version', { version: 0.5 }],
    ['boolean', { boolean: null }],
    ['text', { text: 'yes' }],
    ['amountMinor', { amountMinor: 1 }],
    ['boolean', { key: 'notice.text', text: 'x' }],
    ['text', { key: 'notice.text', boolean: null, text: 'x'.repeat(281) }],
    ['text', { key: 'notice.text', boolean: null, text: 'two\0bytes' }],
    ['text', { key: 'notice.text', boolean: null }],
    ['reason', { reason: '   ' }],
    ['reason', { reason: 'x'.repeat(501) }],
    ['reason', { reason: 'two\0bytes' }],
  ])('names %s when it is not acceptable, and changes nothing (%j)', async (name, wrong) => {
    const result = await change(wrong);
    expect(result).toMatchObject({ __typename: 'InvalidInput', fields: [{ name }] });
    expect(await admin.orm.em.fork().count(Setting)).toBe(0);
    expect(await admin.events()).toEqual([]);
  });

  it('shows the default where what is stored is no value any more', async () => {
    await change();
    await admin.orm.em.fork().nativeUpdate(Setting, { key: 'registration.open' }, { value: 'perhaps' });
    expect(await settingOf('registration.open')).toMatchObject({ value: true, version: 1 });
    expect(await settingOf('no.such')).toBeNull();
  });
});
