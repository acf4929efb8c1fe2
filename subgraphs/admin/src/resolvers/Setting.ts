import { findSetting, type CurrentSetting } from '../operations/find-settings.ts';
import type { SettingResolvers } from './__generated__/resolver-types.ts';

/** An amount of the setting's currency; null where it has none. */
function amount({ definition }: CurrentSetting, amountMinor: unknown) {
  return definition.type === 'AMOUNT' && typeof amountMinor === 'number'
    ? { amountMinor, currency: definition.currency }
    : null;
}

export const Setting: SettingResolvers = {
  __resolveReference: ({ id }, context) => findSetting(context, id),
  id: ({ key }) => key,
  title: ({ definition }) => definition.title,
  description: ({ definition }) => definition.description,
  type: ({ definition }) => definition.type,
  boolean: ({ value }) => (typeof value === 'boolean' ? value : null),
  text: ({ value }) => (typeof value === 'string' ? value : null),
  amount: (setting) => amount(setting, setting.value),
  charactersMax: ({ definition }) => (definition.type === 'TEXT' ? definition.charactersMax : null),
  amountMin: (setting) =>
    amount(setting, setting.definition.type === 'AMOUNT' && setting.definition.amountMinorMin),
  amountMax: (setting) =>
    amount(setting, setting.definition.type === 'AMOUNT' && setting.definition.amountMinorMax),
  isDefault: ({ value, definition }) => value === definition.default,
  changedBy: ({ changedById }) => (changedById ? { id: changedById } : null),
};
