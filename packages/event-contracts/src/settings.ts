import { z } from 'zod';

interface Described {
  /** What it is called. */
  readonly title: string;
  readonly description: string;
}

export interface BooleanSetting extends Described {
  readonly type: 'BOOLEAN';
  readonly default: boolean;
}

export interface TextSetting extends Described {
  readonly type: 'TEXT';
  readonly default: string;
  readonly charactersMax: number;
}

/** An amount in minor units of one currency. */
export interface AmountSetting extends Described {
  readonly type: 'AMOUNT';
  readonly currency: string;
  readonly default: number;
  readonly amountMinorMin: number;
  readonly amountMinorMax: number;
}

export type SettingDefinition = BooleanSetting | TextSetting | AmountSetting;

const wholeUnits = { EUR: 100, USD: 100, GBP: 100, CHF: 100, JPY: 1, KWD: 1_000 } as const;

/** What one person may pay in a day, in each currency; the exponent makes the amounts. */
function dailyLimit(currency: keyof typeof wholeUnits, defaultWhole: number): AmountSetting {
  const unit = wholeUnits[currency];
  return {
    type: 'AMOUNT',
    title: `Daily limit in ${currency}`,
    description: `What one person may pay in a day, in ${currency}. Payments above it are refused.`,
    currency,
    default: defaultWhole * unit,
    amountMinorMin: unit,
    amountMinorMax: 100_000_000 * unit,
  };
}

/** Every setting of the platform by its key; each subgraph reads those it honours by this and by `admin.setting.changed`. */
export const settings = {
  'registration.open': {
    type: 'BOOLEAN',
    title: 'Sign-up is open',
    description: 'Whether new people can make an account by themselves. Who has one is not concerned.',
    default: true,
  },
  'notice.text': {
    type: 'TEXT',
    title: 'Notice to everybody',
    description:
      'A sentence or two on top of every page, such as of a maintenance to come. Empty shows none.',
    default: '',
    charactersMax: 280,
  },
  'payments.daily-limit.EUR': dailyLimit('EUR', 100_000),
  'payments.daily-limit.USD': dailyLimit('USD', 100_000),
  'payments.daily-limit.GBP': dailyLimit('GBP', 100_000),
  'payments.daily-limit.CHF': dailyLimit('CHF', 100_000),
  'payments.daily-limit.JPY': dailyLimit('JPY', 15_000_000),
  'payments.daily-limit.KWD': dailyLimit('KWD', 30_000),
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof settings;
export type SettingValue = boolean | string | number;

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settings, key);

/** Control characters, lone surrogates and what only turns the direction of writing: nothing a sentence needs. */
const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** What a value has to be; says in words what was expected. */
export function settingSchema(definition: SettingDefinition): z.ZodType<SettingValue> {
  switch (definition.type) {
    case 'BOOLEAN':
      return z.boolean('Must be yes or no.');
    case 'TEXT':
      return z
        .string('Must be text.')
        .trim()
        .max(definition.charactersMax, `Must have at most ${definition.charactersMax} characters.`)
        .refine((text) => !unprintable.test(text), 'Must have printable characters only.');
    case 'AMOUNT': {
      const { currency, amountMinorMin, amountMinorMax } = definition;
      return z
        .int('Must be a whole number of minor units.')
        .min(amountMinorMin, `Must be at least ${amountMinorMin} minor units of ${currency}.`)
        .max(amountMinorMax, `Must be at most ${amountMinorMax} minor units of ${currency}.`);
    }
  }
}
