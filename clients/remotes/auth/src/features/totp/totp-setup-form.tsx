import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { useForm } from 'react-hook-form';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { useConfirmTotpSetupMutation } from './__generated__/totp.ts';
import { QrCode } from './qr-code.tsx';
import { useWords } from './words.ts';

export interface TotpSetupFormProps {
  readonly setup: { readonly secret: string; readonly uri: string };
  readonly onDone: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

const problems = {
  WrongCode: 'wrong',
  InvalidInput: 'codeMissing',
  TooManyAttempts: 'tooManyAttempts',
} as const;

function useTotpSetupForm(onDone: TotpSetupFormProps['onDone']) {
  const [confirm, { loading }] = useConfirmTotpSetupMutation();
  const form = useForm({ defaultValues: { code: '' } });
  const submit = form.handleSubmit(async (input) => {
    const t = useWords.now();
    try {
      const { data } = await confirm({ variables: { input } });
      const result = data?.confirmTotpSetup;
      if (result?.__typename === 'TotpTurnedOn') onDone(result.recoveryCodes);
      else if (result)
        form.setError('code', { message: t(problems[result.__typename]) }, { shouldFocus: true });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

/** Shows the secret to the app, and takes its first code. */
export function TotpSetupForm({ setup, onDone, onCancel }: TotpSetupFormProps) {
  const t = useWords();
  const { register, submit, loading, formState } = useTotpSetupForm(onDone);
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <p className="text-sm">{t('scan')}</p>
      <div className="flex flex-wrap items-center gap-5">
        <QrCode text={setup.uri} label={t('picture')} />
        <p className="min-w-0 flex-1 basis-48 text-sm">
          {t('byHand')}
          <code className="mt-1 block break-all text-base">{setup.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </div>
      <FormField label={t('code')} error={errors.code} required className="max-w-xs">
        <Input
          autoComplete="one-time-code"
          inputMode="numeric"
          {...register('code', { required: t('codeMissing') })}
        />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" needsNetwork busy={loading}>
          {t('turnOn')}
        </Button>
        <Button type="button" variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
