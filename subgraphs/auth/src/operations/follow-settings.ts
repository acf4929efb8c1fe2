import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData } from '@payloom/event-contracts/catalogue';
import { settings, settingSchema, type SettingKey } from '@payloom/event-contracts/settings';
import { Setting } from '../entities/setting.entity.ts';

const honoured: ReadonlySet<string> = new Set<SettingKey>(['registration.open']);

/** Remembers what a setting is now. An older change that comes late, such as by a replay, is let go. */
export async function followSetting(
  em: EntityManager,
  { key, version, after }: EventData<'admin.setting.changed'>,
): Promise<void> {
  if (!honoured.has(key)) return;
  await em.execute(
    `insert into settings (key, value, version) values (?, ?::jsonb, ?)
     on conflict (key) do update set value = excluded.value, version = excluded.version
     where settings.version < excluded.version`,
    [key, JSON.stringify(after.value), version],
  );
}

export interface RegistrationClosed {
  __typename: 'RegistrationClosed';
  message: string;
}

export const registrationClosed = (): RegistrationClosed => ({
  __typename: 'RegistrationClosed',
  message: 'New accounts cannot be made at the moment. If you have an account, sign in.',
});

/** Whether people can make an account by themselves now. */
export async function isRegistrationOpen(em: EntityManager): Promise<boolean> {
  const definition = settings['registration.open'];
  const stored = await em.findOne(Setting, { key: 'registration.open' });
  const value = settingSchema(definition).safeParse(stored?.value);
  return value.success ? value.data === true : definition.default;
}
