import { isSettingKey, settings, settingSchema, type SettingDefinition } from './settings.ts';

const definitions: [string, SettingDefinition][] = Object.entries(settings);

describe('the catalogue of settings', () => {
  it.each(definitions)('%s is described, and its default is a value it may have', (key, definition) => {
    expect(key).toMatch(/^[a-z]+(\.[a-zA-Z-]+)+$/);
    expect(definition.description).toMatch(/^\p{Lu}.*\.$/u);
    expect(settingSchema(definition).parse(definition.default)).toBe(definition.default);
  });

  it('knows its keys, and no others', () => {
    expect(isSettingKey('registration.open')).toBe(true);
    expect(isSettingKey('toString')).toBe(false);
  });

  it.each([
    ['registration.open', 'yes'],
    ['registration.open', 1],
    ['notice.text', false],
    ['notice.text', 'x'.repeat(281)],
    ['notice.text', 'two\0bytes'],
    ['notice.text', 'turned \u202e round'],
    ['payments.daily-limit.EUR', 99],
    ['payments.daily-limit.EUR', 100.5],
    ['payments.daily-limit.EUR', 10_000_000_001],
    ['payments.daily-limit.JPY', '1'],
  ] as const)('%s refuses %j', (key, value) => {
    expect(settingSchema(settings[key]).safeParse(value).success).toBe(false);
  });

  it('takes text without the space around it', () => {
    expect(settingSchema(settings['notice.text']).parse(' Back at noon. ')).toBe('Back at noon.');
  });
});
