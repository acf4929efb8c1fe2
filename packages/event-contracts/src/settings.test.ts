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
  ] as const)('%s refuses %j', (key, value) => {
    expect(settingSchema(settings[key]).safeParse(value).success).toBe(false);
  });

  it.each([99, 100.5, 1_001, '500', null])('takes no %j for an amount of 1.00 to 10.00 EUR', (value) => {
    const limit: SettingDefinition = {
      type: 'AMOUNT',
      title: 'Limit',
      description: 'A limit.',
      currency: 'EUR',
      default: 500,
      amountMinorMin: 100,
      amountMinorMax: 1_000,
    };
    expect(settingSchema(limit).safeParse(value).success).toBe(false);
    expect(settingSchema(limit).safeParse(limit.default).success).toBe(true);
  });

  it('takes text without the space around it', () => {
    expect(settingSchema(settings['notice.text']).parse(' Back at noon. ')).toBe('Back at noon.');
  });
});
