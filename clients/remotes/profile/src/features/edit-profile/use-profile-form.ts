import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import {
  useUpdateProfileMutation,
  type EditableProfileFragment,
  type UpdateProfileMutation,
} from './__generated__/profile.ts';
import { profileFields, profileSchema, toInput, toValues, type ProfileValues } from './profile-schema.ts';

type Answer = UpdateProfileMutation['updateProfile'];

export interface ProfileForm {
  form: UseFormReturn<ProfileValues>;
  submit: ReturnType<UseFormReturn<ProfileValues>['handleSubmit']>;
  saving: boolean;
  /** When the last change was saved here; absent while there is something to save. */
  savedAt: string | undefined;
}

function showProblem(
  problem: Extract<Answer, { __typename: 'InvalidInput' }>,
  { setError }: UseFormReturn<ProfileValues>,
): void {
  const known = problem.fields.flatMap(({ name, message }) => {
    const field = profileFields.find((each) => each === name);
    return field ? [{ field, message }] : [];
  });
  known.forEach(({ field, message }, index) => setError(field, { message }, { shouldFocus: index === 0 }));
  if (known.length === 0) setError('root', { message: problem.message });
}

/** The profile as everybody else sees it while the server has not answered yet. */
function expected(profile: EditableProfileFragment, values: ProfileValues): UpdateProfileMutation {
  const { displayName, locale, timeZone } = values;
  return {
    updateProfile: {
      ...profile,
      displayName,
      locale,
      timeZone,
      phone: values.phone || null,
      user: { __typename: 'User', id: profile.id, displayName },
    },
  };
}

/** Edits the profile: shown at once, taken back and explained at its field where the server refuses. */
export function useProfileForm(profile: EditableProfileFragment): ProfileForm {
  const [savedAt, setSavedAt] = useState<string>();
  const [before, setBefore] = useState(() => toValues(profile));
  const [update, { loading }] = useUpdateProfileMutation();
  const form = useForm<ProfileValues>({
    resolver: zodResolver(profileSchema),
    // Read once: while a change is on its way, `profile` is already what it is expected to become.
    defaultValues: before,
  });
  const save = async (values: ProfileValues): Promise<void> => {
    const input = toInput(values, before);
    try {
      const { data } = await update({ variables: { input }, optimisticResponse: expected(profile, values) });
      const answer = data?.updateProfile;
      if (answer?.__typename === 'InvalidInput') return showProblem(answer, form);
      if (!answer) return;
      setBefore(toValues(answer));
      form.reset(toValues(answer));
      setSavedAt(answer.updatedAt);
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  };
  return {
    form,
    submit: form.handleSubmit(save),
    saving: loading,
    savedAt: form.formState.isDirty ? undefined : savedAt,
  };
}
