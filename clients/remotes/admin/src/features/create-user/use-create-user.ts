import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { getRegion } from '@payloom/i18n/region';
import { useForm, type UseFormReturn, type UseFormSetError } from 'react-hook-form';
import { useCreateUserMutation, type CreateUserMutation } from './__generated__/create-user.ts';
import { createUserFields, createUserSchema, type CreateUserValues } from './create-user-schema.ts';
import { useWords } from './words.ts';

type Result = CreateUserMutation['createUser'];
type Refusal = Exclude<Result, { __typename: 'UserCreated' }>;

/** Puts what was refused at the field that it is about; what is about none stands below the form. */
function show(refusal: Refusal, setError: UseFormSetError<CreateUserValues>): void {
  const t = useWords.now();
  if (refusal.__typename === 'EmailTaken') {
    setError('email', { message: t('emailTaken') }, { shouldFocus: true });
    return;
  }
  // What the form itself has found right is mostly refused for this.
  const usual: Partial<Record<keyof CreateUserValues, string>> = {
    email: t('emailMissing'),
    displayName: t('nameRefused'),
    reason: t('reasonRefused'),
  };
  const refused = createUserFields.flatMap((field) => {
    const told = refusal.fields.find(({ name }) => name === field);
    return told ? [{ field, message: refusedInput(told.message, usual[field] ?? t('notDone')) }] : [];
  });
  refused.forEach(({ field, message }, index) => setError(field, { message }, { shouldFocus: index === 0 }));
  if (refused.length === 0) setError('root', { message: refusedInput(refusal.message, t('notDone')) });
}

export interface CreateUser extends UseFormReturn<CreateUserValues> {
  submit: () => Promise<void>;
  busy: boolean;
}

/** The form that makes an account for somebody; `onCreated` is told what was filled in once the account is there. */
export function useCreateUser(onCreated: (values: CreateUserValues) => void): CreateUser {
  const [createUser, { loading }] = useCreateUserMutation();
  const form = useForm<CreateUserValues>({
    resolver: zodResolver(createUserSchema),
    // Whoever invites mostly speaks as those do whom they invite.
    defaultValues: {
      email: '',
      displayName: '',
      role: 'CUSTOMER',
      language: getRegion().language,
      reason: '',
    },
  });
  const submit = form.handleSubmit(async (input) => {
    try {
      const { data } = await createUser({ variables: { input } });
      if (data?.createUser.__typename === 'UserCreated') onCreated(input);
      else if (data) show(data.createUser, form.setError);
      else form.setError('root', { message: useWords.now()('notDone') });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, busy: loading };
}
