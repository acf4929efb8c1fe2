import { zodResolver } from '@hookform/resolvers/zod';
import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { getRegion } from '@payloom/i18n/region';
import { session } from '@payloom/session/session';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { useForm, type UseFormSetError } from 'react-hook-form';
import { z } from 'zod';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { showInvalidInput } from '../../form-problems/show-invalid-input.ts';
import { useRegisterMutation, type RegisterMutation } from './__generated__/register.later.ts';
import { AccountTypeChoice } from './account-type-choice.tsx';
import { useWords } from './words.ts';

const PASSWORD_MIN_CHARACTERS = 10;
const PASSWORD_MAX_CHARACTERS = 200;
const NAME_MAX_CHARACTERS = 80;

const tooLong = (count: number) => () => useWords.now()('tooLong', { count });

const registerSchema = z.object({
  displayName: z
    .string()
    .trim()
    .min(1, { error: useWords.later('nameMissing') })
    .max(NAME_MAX_CHARACTERS, { error: tooLong(NAME_MAX_CHARACTERS) }),
  email: z
    .string()
    .trim()
    .pipe(z.email({ error: useWords.later('emailMissing') })),
  password: z
    .string()
    .min(PASSWORD_MIN_CHARACTERS, {
      error: () => useWords.now()('tooShort', { count: PASSWORD_MIN_CHARACTERS }),
    })
    .max(PASSWORD_MAX_CHARACTERS, { error: tooLong(PASSWORD_MAX_CHARACTERS) }),
  accountType: z.enum(['CUSTOMER', 'VENDOR']),
});
type RegisterValues = z.infer<typeof registerSchema>;

const names = ['displayName', 'email', 'password', 'accountType'] as const;

function show(result: RegisterMutation['register'], setError: UseFormSetError<RegisterValues>): void {
  const t = useWords.now();
  if (result.__typename === 'Session') session.begin(result);
  else if (result.__typename === 'InvalidInput')
    showInvalidInput(result, names, setError, { password: t('passwordRefused') });
  else if (result.__typename === 'TooManyAttempts') setError('root', { message: t('tooManyAttempts') });
  else if (result.__typename === 'RegistrationClosed') setError('root', { message: t('closed') });
  else setError('email', { message: t('emailTaken') }, { shouldFocus: true });
}

function useRegisterForm() {
  const [register, { loading }] = useRegisterMutation();
  const form = useForm<RegisterValues>({
    resolver: zodResolver(registerSchema),
    defaultValues: { displayName: '', email: '', password: '', accountType: 'CUSTOMER' },
  });
  const submit = form.handleSubmit(async (input) => {
    try {
      const { locale, timeZone } = getRegion();
      const data = await register({ input: { ...input, locale, timeZone } });
      if (data) show(data.register, form.setError);
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

/** Makes an account and starts its first session. Where to go then is up to who shows the form. */
export function RegisterForm() {
  const t = useWords();
  const { register, submit, loading, formState } = useRegisterForm();
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <AccountTypeChoice field={register('accountType')} />
      <FormField label={t('name')} description={t('nameMeaning')} error={errors.displayName} required>
        <Input autoComplete="name" {...register('displayName')} />
      </FormField>
      <FormField label={t('email')} error={errors.email} required>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...register('email')}
        />
      </FormField>
      <FormField
        label={t('password')}
        description={t('passwordRule', { count: PASSWORD_MIN_CHARACTERS })}
        error={errors.password}
        required
      >
        <PasswordInput autoComplete="new-password" {...register('password')} />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <Button type="submit" needsNetwork size="lg" busy={loading}>
        {t('create')}
      </Button>
    </form>
  );
}
