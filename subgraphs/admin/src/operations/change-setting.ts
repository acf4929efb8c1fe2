import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import {
  isSettingKey,
  settings,
  settingSchema,
  type SettingDefinition,
  type SettingKey,
  type SettingValue,
} from '@payloom/event-contracts/settings';
import { invalidInput, parseInput, type InvalidInput, type ParsedInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Setting } from '../entities/setting.entity.ts';
import { recordNoticeChanged, recordSettingChanged, type Cause } from '../events/publishes.ts';
import { addAuditEntry } from './add-audit-entry.ts';
import { currentSetting, type CurrentSetting } from './find-settings.ts';
import { causeOf } from './resolve-dead-letter.ts';

const inputSchema = z.object({
  key: z.string().refine(isSettingKey, 'Must be the key of a setting.'),
  version: z.int().min(0, 'Must be the version of the setting that is changed.'),
  boolean: z.boolean().nullish(),
  text: z.string().nullish(),
  amountMinor: z.number().nullish(),
  reason: z
    .string()
    .trim()
    .min(1, 'Must say why.')
    .max(500, 'Must have at most 500 characters.')
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'Must have printable characters only.'),
});

export type ChangeSettingInput = z.input<typeof inputSchema>;

export type ChangeSettingResult =
  | { __typename: 'ChangedSetting'; setting: CurrentSetting }
  | { __typename: 'SettingChangedMeanwhile'; message: string; setting: CurrentSetting }
  | InvalidInput;

const fieldOf = { BOOLEAN: 'boolean', TEXT: 'text', AMOUNT: 'amountMinor' } as const;

/** The value in the field that the setting's type says, checked by its bounds; the other fields have to be empty. */
function readValue(key: SettingKey, input: z.output<typeof inputSchema>): ParsedInput<SettingValue> {
  const definition: SettingDefinition = settings[key];
  const { [fieldOf[definition.type]]: value, ...others } = {
    boolean: input.boolean ?? undefined,
    text: input.text ?? undefined,
    amountMinor: input.amountMinor ?? undefined,
  };
  const name = fieldOf[definition.type];
  const given = Object.entries(others).filter(([, other]) => other !== undefined);
  if (given.length > 0) {
    const problem = invalidInput(
      Object.fromEntries(given.map(([other]) => [other, `Must be left out: only ${name} counts.`])),
    );
    return { ok: false, problem };
  }
  const read = settingSchema(definition).safeParse(value);
  if (read.success) return { ok: true, input: read.data };
  const message = read.error.issues[0]?.message ?? 'Must be another value.';
  return { ok: false, problem: invalidInput({ [name]: message }) };
}

/** The row of a setting, locked until the transaction ends; made where nobody has changed the setting yet. */
async function lockedRow(em: EntityManager, key: SettingKey): Promise<Setting> {
  await em.upsert(Setting, { key, value: settings[key].default, version: 0 }, { onConflictAction: 'ignore' });
  return em.findOneOrFail(Setting, { key }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

interface Change {
  key: SettingKey;
  value: SettingValue;
  reason: string;
}

/** Writes the new value, its event and its entry in the audit log, in the transaction of `em`. */
function apply(em: EntityManager, row: Setting, { key, value, reason }: Change, cause: Cause): void {
  const before = currentSetting(key, row).value;
  row.value = value;
  row.version += 1;
  row.changedAt = new Date();
  row.changedById = cause.actor;
  row.reason = reason;
  const event = recordSettingChanged(em, { key, version: row.version, before, after: value, reason }, cause);
  // Not by the queue of the audit log, which leaves out this subgraph's own events: an entry in the same commit.
  addAuditEntry(em, event, { before: { [key]: before }, after: { [key]: value, reason } });
  if (key === 'notice.text') recordNoticeChanged(em, cause);
}

/** Changes a setting, unless somebody else did so after the version that the change is made to. */
export async function changeSetting(
  context: Pick<Context, 'em' | 'viewer' | 'clientAddress'>,
  rawInput: ChangeSettingInput,
): Promise<ChangeSettingResult> {
  const cause = causeOf(context);
  const parsed = parseInput(inputSchema, rawInput);
  if (!parsed.ok) return parsed.problem;
  const { key, version, reason } = parsed.input;
  const read = readValue(key, parsed.input);
  if (!read.ok) return read.problem;
  const value = read.input;
  return context.em.fork().transactional(async (em): Promise<ChangeSettingResult> => {
    const row = await lockedRow(em, key);
    if (row.version !== version) {
      const message =
        'Somebody else changed this setting in the meantime. Look at it before you change it again.';
      return { __typename: 'SettingChangedMeanwhile', message, setting: currentSetting(key, row) };
    }
    apply(em, row, { key, value, reason }, cause);
    return { __typename: 'ChangedSetting', setting: currentSetting(key, row) };
  });
}
