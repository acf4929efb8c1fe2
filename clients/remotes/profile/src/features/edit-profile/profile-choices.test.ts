import { localeOptions, localeSample } from './locale-options.ts';
import { profileSchema, toInput } from './profile-schema.ts';
import { timeInZone, timeZoneGroups } from './time-zone-options.ts';

const now = new Date('2026-11-22T12:00:00Z');

test('languages are called what their speakers call them', () => {
  const labels = new Map(localeOptions('en').map(({ value, label }) => [value, label]));
  expect(labels.get('de-CH')).toBe('Deutsch (Schweiz)');
  expect(labels.get('fr-FR')).toBe('Français (France)');
});

test('a language in use that is not on offer stays, on top', () => {
  expect(localeOptions('rm-CH')[0]?.value).toBe('rm-CH');
  expect(localeOptions('en')).toHaveLength(localeOptions('rm-CH').length - 1);
});

test('a language shows what it does to numbers and days', () => {
  expect(localeSample('de-DE', now)).toBe('1.234,50 · 22. November 2026');
});

test('time zones stand by region, with the one in use among them', () => {
  const groups = timeZoneGroups('Etc/GMT+3');
  const zonesOf = (region: string): string[] =>
    groups.find((group) => group.region === region)?.zones.map(({ value }) => value) ?? [];
  expect(zonesOf('Europe')).toContain('Europe/Zurich');
  expect(zonesOf('Universal')).toContain('UTC');
  expect(zonesOf('Etc')).toContain('Etc/GMT+3');
  const argentina = groups.flatMap(({ zones }) => zones).find(({ value }) => value.endsWith('Ushuaia'));
  expect(argentina?.label).toBe('Argentina, Ushuaia');
});

test('a time zone tells the time that it is there', () => {
  expect(timeInZone('Asia/Tokyo', 'en', now)).toBe('Sunday, 9:00 PM GMT+9');
});

const address = { country: '', line1: '', line2: '', postalCode: '', city: '', region: '' };
const rest = { theme: 'SYSTEM' as const, preferredCurrency: 'EUR', address };

test.each([
  ['+41 79 123 45 67', '+41791234567'],
  ['0041 79 123-45-67', '+41791234567'],
  ['(+1) 202.555.0143', '+12025550143'],
  ['', ''],
])('the number %j is read as %j', (typed, read) => {
  const values = { displayName: 'A', phone: typed, locale: 'en', timeZone: 'UTC', ...rest };
  expect(profileSchema.parse(values).phone).toBe(read);
});

test.each(['079 123 45 67', '+0123456789', '+41', 'none'])('the number %j is refused', (phone) => {
  expect(
    profileSchema.safeParse({ displayName: 'A', phone, locale: 'en', timeZone: 'UTC', ...rest }).success,
  ).toBe(false);
});

test('nothing is sent where nothing was changed', () => {
  const values = { displayName: 'A', phone: '', locale: 'en', timeZone: 'UTC', ...rest };
  expect(toInput(values, values)).toEqual({});
});
