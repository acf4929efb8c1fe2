import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { useState } from 'react';
import { useChangeSettingMutation, type SettingRowFragment } from './__generated__/settings.ts';
import { draftOf, judgeDraft, readDraft, type DraftProblems, type SettingDraft } from './setting-draft.ts';
import { useWords } from './words.ts';

export interface ChangeSetting {
  draft: SettingDraft;
  change: (part: Partial<SettingDraft>) => void;
  problems: DraftProblems;
  /** What stands in the way as a whole. */
  problem: string | undefined;
  /** Whether somebody else has changed the setting since the form was opened. */
  isOvertaken: boolean;
  busy: boolean;
  save: () => Promise<void>;
}

/** What the graph refused, at the field of the form that it is about. */
function refusals(fields: readonly { name: string; message: string }[]): DraftProblems {
  const [value, reason] = [false, true].map((isReason) => {
    const field = fields.find(({ name }) => (name === 'reason') === isReason);
    return field && refusedInput(field.message);
  });
  return { ...(value !== undefined && { value }), ...(reason !== undefined && { reason }) };
}

/** A change of a setting under way: it is made to what the setting was when the form was opened, or looked at again. */
export function useChangeSetting(setting: SettingRowFragment, onSaved: () => void): ChangeSetting {
  const [draft, setDraft] = useState(() => draftOf(setting));
  const [seenVersion, setSeenVersion] = useState(setting.version);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<DraftProblems>({});
  const [problem, setProblem] = useState<string>();
  const [mutate, { loading }] = useChangeSettingMutation();
  const isOvertaken = setting.version > seenVersion;

  const send = async (value: Exclude<ReturnType<typeof readDraft>, string>): Promise<void> => {
    // Whoever presses again after the other's change was shown means it.
    const version = isOvertaken ? setting.version : seenVersion;
    setSeenVersion(version);
    const input = { key: setting.id, version, reason: draft.reason.trim(), ...value };
    const { data } = await mutate({ variables: { input } });
    const result = data?.changeSetting;
    if (result?.__typename === 'ChangedSetting') onSaved();
    else if (result?.__typename === 'InvalidInput') setRefused(refusals(result.fields));
    else setProblem(result && refusedInput(result.message, useWords.now()('notDone')));
  };
  const save = async (): Promise<void> => {
    setAsked(true);
    setProblem(undefined);
    setRefused({});
    const value = readDraft(setting, draft);
    if (Object.keys(judgeDraft(setting, draft)).length > 0 || typeof value === 'string') return;
    await send(value).catch((failure: unknown) => setProblem(failureSentence(failure)));
  };
  return {
    draft,
    change: (part) => setDraft((current) => ({ ...current, ...part })),
    problems: asked ? { ...refused, ...judgeDraft(setting, draft) } : {},
    problem,
    isOvertaken,
    busy: loading,
    save,
  };
}
