import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData } from '@payloom/event-contracts/catalogue';
import { isSettingKey, settings, settingSchema } from '@payloom/event-contracts/settings';
import { z } from 'zod';

const limitKey = (currency: string): string => `payments.daily-limit.${currency}`;
const storedSchema = z.array(z.object({ value: z.unknown() }));

/** Remembers what a setting is now. An older change that comes late, such as by a replay, is let go. */
export async function followSetting(
  em: EntityManager,
  { key, version, after }: EventData<'admin.setting.changed'>,
): Promise<void> {
  if (!key.startsWith(limitKey(''))) return;
  await em.execute(
    `insert into settings (key, value, version) values (?, ?::jsonb, ?)
     on conflict (key) do update set value = excluded.value, version = excluded.version
     where settings.version < excluded.version`,
    [key, JSON.stringify(after.value), version],
  );
}

/** What one person may pay in a day in a currency, in minor units; null where there is no limit. */
export async function dailyLimitMinor(em: EntityManager, currency: string): Promise<number | null> {
  const key = limitKey(currency);
  if (!isSettingKey(key)) return null;
  const definition = settings[key];
  const [stored] = storedSchema.parse(await em.execute('select value from settings where key = ?', [key]));
  const value = settingSchema(definition).safeParse(stored?.value);
  const limit = value.success ? value.data : definition.default;
  return typeof limit === 'number' ? limit : null;
}
