import { knownAs } from '@payloom/i18n/known-as';
import type { SettingRowFragment } from './__generated__/settings.ts';

const limit = (currency: string) => ({
  title: `Tageslimit in ${currency}`,
  description: `Was eine Person an einem Tag in ${currency} bezahlen kann. Zahlungen darüber werden abgelehnt.`,
});

const german: Readonly<Record<string, { title: string; description: string }>> = {
  'registration.open': {
    title: 'Registrierung ist offen',
    description:
      'Ob neue Personen selbst ein Konto eröffnen können. Wer schon eines hat, ist nicht betroffen.',
  },
  'notice.text': {
    title: 'Hinweis an alle',
    description:
      'Ein oder zwei Sätze oben auf jeder Seite, zum Beispiel zu einer Wartung. Leer zeigt keinen.',
  },
  'payments.daily-limit.EUR': limit('EUR'),
  'payments.daily-limit.USD': limit('USD'),
  'payments.daily-limit.GBP': limit('GBP'),
  'payments.daily-limit.CHF': limit('CHF'),
  'payments.daily-limit.JPY': limit('JPY'),
  'payments.daily-limit.KWD': limit('KWD'),
};

/** What a setting is called. */
export function settingTitle({ id, title }: Pick<SettingRowFragment, 'id' | 'title'>): string {
  return knownAs(title, german[id]?.title);
}

/** What a setting does. */
export function settingDescription(setting: Pick<SettingRowFragment, 'id' | 'description'>): string {
  return knownAs(setting.description, german[setting.id]?.description);
}
