import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import {
  useOwnProfileChangedSubscription,
  useUpdateProfileMutation,
  type EditableProfileFragment,
  type UpdateProfileMutation,
} from './__generated__/profile.ts';
import {
  profileFields,
  profileSchema,
  toAddress,
  toInput,
  toValues,
  type ProfileValues,
} from './profile-schema.ts';

type Answer = UpdateProfileMutation['updateProfile'];

export interface ProfileForm {
  form: UseFormReturn<ProfileValues>;
  submit: ReturnType<UseFormReturn<ProfileValues>['handleSubmit']>;
  saving: boolean;
  /** When the last change was saved here; absent while there is something to save. */
  savedAt: string | undefined;
  /** Whether the profile was changed elsewhere while something here is not saved. */
  changedElsewhere: boolean;
  /** Shows what is kept, as it is now. */
  discard: () => void;
}

function showProblem(
  problem: Extract<Answer, { __typename: 'InvalidInput' }>,
  { setError }: UseFormReturn<ProfileValues>,
): void {
  const known = problem.fields.flatMap(({ name, message }) => {
    const field = profileFields.find((each) => each === name);
    return field ? [{ field, message: refusedInput(message) }] : [];
  });
  known.forEach(({ field, message }, index) => setError(field, { message }, { shouldFocus: index === 0 }));
  if (known.length === 0) setError('root', { message: refusedInput(problem.message) });
}

const emptyLines = { line2: null, postalCode: null, region: null };

/** The profile as everybody else sees it while the server has not answered yet. */
function expected(profile: EditableProfileFragment, values: ProfileValues): UpdateProfileMutation {
  const { displayName, locale, timeZone, theme, preferredCurrency } = values;
  const address = toAddress(values.address);
  return {
    updateProfile: {
      ...profile,
      displayName,
      locale,
      timeZone,
      theme,
      preferredCurrency,
      phone: values.phone || null,
      address: address ? { __typename: 'PostalAddress', ...emptyLines, ...address } : null,
      user: { __typename: 'User', id: profile.id, displayName },
    },
  };
}

/** When the profile changes elsewhere, what is being edited stays, and is still to be saved. */
const keepEdits = { keepDirtyValues: true, keepDirty: true };
const resolver = zodResolver(profileSchema);
const afresh = { keepDirtyValues: false, keepDirty: false };

/** Whether `values` were changed elsewhere since the form had nothing to save. */
function useChangedElsewhere(values: ProfileValues, isDirty: boolean): boolean {
  const now = JSON.stringify(values);
  const [known, setKnown] = useState(now);
  if (!isDirty && known !== now) setKnown(now);
  return isDirty && known !== now;
}

/**
 * Edits the profile: shown at once, taken back and explained at its field where the server refuses. What is changed
 * elsewhere meanwhile is followed, but for the fields that are being edited.
 */
export function useProfileForm(profile: EditableProfileFragment): ProfileForm {
  const [savedAt, setSavedAt] = useState<string>();
  // While a change is on its way, `profile` is already what it is expected to become.
  const [saving, setSaving] = useState<ProfileValues>();
  const values = saving ?? toValues(profile);
  const [update] = useUpdateProfileMutation();
  useOwnProfileChangedSubscription({ ignoreResults: true, onError: () => undefined });
  const form = useForm<ProfileValues>({ resolver, values, resetOptions: keepEdits });
  const { isDirty } = form.formState;
  const changedElsewhere = useChangedElsewhere(values, isDirty);
  const save = async (next: ProfileValues): Promise<void> => {
    setSaving(values);
    try {
      const { data } = await update({
        variables: { input: toInput(next, values) },
        optimisticResponse: expected(profile, next),
      });
      const answer = data?.updateProfile;
      if (answer?.__typename === 'InvalidInput') return showProblem(answer, form);
      if (!answer) return;
      form.reset(toValues(answer), afresh);
      setSavedAt(answer.updatedAt);
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    } finally {
      setSaving(undefined);
    }
  };
  return {
    form,
    submit: form.handleSubmit(save),
    saving: saving !== undefined,
    savedAt: isDirty ? undefined : savedAt,
    changedElsewhere,
    discard: () => form.reset(values, afresh),
  };
}
