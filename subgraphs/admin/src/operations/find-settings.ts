import type { EntityManager } from '@mikro-orm/postgresql';
import {
  isSettingKey,
  settings,
  settingSchema,
  type SettingDefinition,
  type SettingKey,
  type SettingValue,
} from '@payloom/event-contracts/settings';
import { Setting } from '../entities/setting.entity.ts';

/** A setting as it is now, with all that is known of it. */
export interface CurrentSetting {
  readonly key: SettingKey;
  readonly definition: SettingDefinition;
  readonly value: SettingValue;
  readonly version: number;
  readonly changedAt: Date | null;
  readonly changedById: string | null;
  readonly reason: string | null;
}

/** The setting with what is stored of it. A value that the catalogue does not take any more gives way to the default. */
export function currentSetting(key: SettingKey, stored: Setting | null | undefined): CurrentSetting {
  const definition: SettingDefinition = settings[key];
  const value = settingSchema(definition).safeParse(stored?.value).data ?? definition.default;
  return {
    key,
    definition,
    value,
    version: stored?.version ?? 0,
    changedAt: stored?.changedAt ?? null,
    changedById: stored?.changedById ?? null,
    reason: stored?.reason ?? null,
  };
}

/** Every setting, in the order of the catalogue. */
export async function listSettings({ em }: { em: EntityManager }): Promise<CurrentSetting[]> {
  const stored = new Map((await em.find(Setting, {})).map((setting) => [setting.key, setting]));
  return Object.keys(settings)
    .filter(isSettingKey)
    .map((key) => currentSetting(key, stored.get(key)));
}

/** The setting with that key, or null when there is none. */
export async function findSetting(
  { em }: { em: EntityManager },
  key: string,
): Promise<CurrentSetting | null> {
  return isSettingKey(key) ? currentSetting(key, await em.findOne(Setting, { key })) : null;
}

export interface Notice {
  readonly id: string;
  readonly text: string | null;
}

/** There is one notice for the whole platform. */
export const noticeId = 'everybody';

/** What everybody is told now. */
export async function findNotice({ em }: { em: EntityManager }): Promise<Notice> {
  const { value } = currentSetting('notice.text', await em.findOne(Setting, { key: 'notice.text' }));
  return { id: noticeId, text: typeof value === 'string' && value !== '' ? value : null };
}
