import { aliceId, bobId, openProfileFixture, type ProfileFixture } from '../../test/fixture.ts';
import { Profile } from '../entities/profile.entity.ts';
import { createProfile } from './create-profile.ts';
import { updateProfile, type UpdateProfileInput } from './update-profile.ts';

const initial = {
  ...{ displayName: 'Alice', phone: null, locale: 'en-GB', timeZone: 'UTC' },
  preferredCurrency: 'EUR',
};

describe('updateProfile', () => {
  let profiles: ProfileFixture;
  beforeAll(async () => {
    profiles = await openProfileFixture();
  });
  beforeEach(async () => {
    await profiles.clear();
    await profiles.orm.em
      .fork()
      .transactional((em) => createProfile(em, { userId: aliceId, displayName: 'Alice' }));
  });
  afterAll(() => profiles.close());

  const update = (input: UpdateProfileInput) => updateProfile(profiles.context(aliceId), input);
  const stored = () => profiles.orm.em.fork().findOneOrFail(Profile, aliceId);
  const updates = async () =>
    (await profiles.events()).filter(({ type }) => type === 'profile.profile.updated');

  it('changes what is given, keeps the rest, and tells of before and after', async () => {
    const before = await stored();
    const result = await update({ displayName: '  Alice B. ', phone: '+41 79 123 45 67' });
    const after = { ...initial, displayName: 'Alice B.', phone: '+41791234567' };
    expect(result).toMatchObject({ __typename: 'Profile', ...after });
    expect(await stored()).toMatchObject(after);
    expect((await stored()).updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
    expect(await updates()).toMatchObject([
      {
        subject: aliceId,
        actor: aliceId,
        clientaddress: '192.0.2.7',
        audience: `user:${aliceId} role:ADMIN`,
        data: { userId: aliceId, before: initial, after },
      },
    ]);
  });

  it('removes the number on null', async () => {
    await update({ phone: '+41791234567' });
    await update({ phone: null });
    expect((await stored()).phone).toBeNull();
    expect(await updates()).toHaveLength(2);
  });

  it.each<[UpdateProfileInput]>([[{}], [{ displayName: 'Alice' }], [{ phone: null, locale: 'en-gb' }]])(
    'tells of nothing when %p changes nothing',
    async (input) => {
      const before = await stored();
      expect(await update(input)).toMatchObject({ __typename: 'Profile' });
      expect((await stored()).updatedAt).toEqual(before.updatedAt);
      expect(await updates()).toEqual([]);
    },
  );

  it.each<[UpdateProfileInput, Partial<typeof initial>]>([
    [{ locale: 'DE-ch' }, { locale: 'de-CH' }],
    [{ locale: 'zh-hant-tw' }, { locale: 'zh-Hant-TW' }],
    [{ timeZone: 'europe/zurich' }, { timeZone: 'Europe/Zurich' }],
    [{ timeZone: 'Asia/Kolkata' }, { timeZone: 'Asia/Kolkata' }],
    [{ preferredCurrency: 'JPY' }, { preferredCurrency: 'JPY' }],
  ])('stores %p as %p', async (input, expected) => {
    await update(input);
    expect(await stored()).toMatchObject(expected);
  });

  it.each<[keyof UpdateProfileInput, UpdateProfileInput]>([
    ['displayName', { displayName: ' ' }],
    ['displayName', { displayName: 'x'.repeat(81) }],
    ['displayName', { displayName: 'nul\u0000byte' }],
    ['displayName', { displayName: '\u200b' }],
    ['displayName', { displayName: null }],
    ['preferredCurrency', { preferredCurrency: 'XYZ' }],
    ['preferredCurrency', { preferredCurrency: 'eur' }],
    ['preferredCurrency', { preferredCurrency: null }],
    ['phone', { phone: '' }],
    ['phone', { phone: '079 123 45 67' }],
    ['phone', { phone: '+0791234567' }],
    ['phone', { phone: '+4179123456789012' }],
    ['phone', { phone: '+41 79 CALL ME' }],
    ['locale', { locale: 'en_GB' }],
    ['locale', { locale: '' }],
    ['locale', { locale: 'en-x-' }],
    ['locale', { locale: `en-x-${'abcdefgh-'.repeat(9)}z` }],
    ['locale', { locale: null }],
    ['timeZone', { timeZone: 'Europe/Nowhere' }],
    ['timeZone', { timeZone: '+01:00' }],
    ['timeZone', { timeZone: '' }],
    ['timeZone', { timeZone: null }],
  ])('names %s when it is not acceptable, and changes nothing (%p)', async (name, input) => {
    const result = await update({ displayName: 'Changed', ...input });
    expect(result).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ name, message: expect.stringMatching(/^[A-Z].+\.$/) }],
    });
    expect(await stored()).toMatchObject(initial);
    expect(await updates()).toEqual([]);
  });

  const address = {
    country: 'ch',
    line1: ' Bahnhofstrasse 1 ',
    line2: '',
    postalCode: '8001',
    city: 'Zürich',
    region: null,
  };

  it('keeps an address as the post writes it, and removes it on null', async () => {
    await update({ address });
    const kept = { ...address, country: 'CH', line1: 'Bahnhofstrasse 1', line2: null };
    expect((await stored()).address).toEqual(kept);
    await update({ address });
    await update({ address: null });
    expect((await stored()).address).toBeNull();
    expect(await updates()).toMatchObject([
      { data: { before: { address: null }, after: { address: kept } } },
      { data: { before: { address: kept }, after: { address: null } } },
    ]);
  });

  it.each([
    ['GB', 'SW1A 1AA'],
    ['DE', '10115'],
    ['US', '94103-1234'],
    ['AE', null],
  ])('takes the postal codes of %s, such as %p', async (country, postalCode) => {
    expect(await update({ address: { ...address, country, postalCode } })).toMatchObject({
      address: { country, postalCode },
    });
  });

  it.each<[string, object]>([
    ['country', { country: 'XX' }],
    ['country', { country: 'Switzerland' }],
    ['country', { country: null }],
    ['line1', { line1: '' }],
    ['line1', { line1: undefined }],
    ['line1', { line1: 'x'.repeat(101) }],
    ['line1', { line1: 'two\nlines' }],
    ['line2', { line2: 'x'.repeat(101) }],
    ['postalCode', { postalCode: '800' }],
    ['postalCode', { postalCode: null }],
    ['postalCode', { country: 'GB', postalCode: "' or 1=1--" }],
    ['postalCode', { country: 'AE', postalCode: 'x'.repeat(13) }],
    ['city', { city: '\u200b' }],
    ['region', { region: 'x'.repeat(101) }],
  ])('names address.%s when it is not acceptable, and changes nothing (%p)', async (name, change) => {
    const result = await update({ displayName: 'Changed', address: { ...address, ...change } });
    expect(result).toMatchObject({ __typename: 'InvalidInput', fields: [{ name: `address.${name}` }] });
    expect(await stored()).toMatchObject(initial);
    expect((await stored()).address).toBeNull();
  });

  it('keeps the theme, and knows no other', async () => {
    await update({ theme: 'DARK' });
    expect((await stored()).theme).toBe('DARK');
    for (const theme of ['dark', 'PINK', null])
      expect(await update({ theme })).toMatchObject({ fields: [{ name: 'theme' }] });
    expect((await stored()).theme).toBe('DARK');
  });

  it('names all that is wrong at once', async () => {
    const result = await update({ displayName: '', phone: '1', locale: '?', timeZone: '?' });
    expect(result).toMatchObject({
      fields: [{ name: 'displayName' }, { name: 'phone' }, { name: 'locale' }, { name: 'timeZone' }],
    });
  });

  it('tells each of two changes at once what it replaced', async () => {
    await Promise.all([update({ displayName: 'One' }), update({ displayName: 'Two' })]);
    const [first, second] = await updates();
    expect(first?.data.before).toMatchObject(initial);
    expect(second?.data.before).toEqual(first?.data.after);
    expect(await stored()).toMatchObject({ displayName: expect.stringMatching(/^(One|Two)$/) });
  });

  it('asks for patience while the profile is not made yet', async () => {
    const result = await updateProfile(profiles.context(bobId), { displayName: 'Bob' });
    expect(result).toEqual({
      __typename: 'InvalidInput',
      message: 'Your profile is still being made. Try again in a moment.',
      fields: [],
    });
  });

  it('is for nobody who has not signed in', async () => {
    const anonymous = { ...profiles.context(aliceId), viewer: null };
    await expect(updateProfile(anonymous, { displayName: 'Eve' })).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});
