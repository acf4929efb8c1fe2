import { passkeysWork } from '@payloom/session/passkeys';
import { stepUp } from '@payloom/session/step-up';
import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { PasswordInput } from '@payloom/ui-kit/password-input';
import { Fingerprint, KeyRound, Smartphone } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useStepUpWaysQuery } from './__generated__/confirm-it-is-me.ts';
import { useConfirmItIsMe } from './use-confirm-it-is-me.ts';
import { useWords } from './words.ts';

/** What can be typed. */
type Way = 'password' | 'code';

interface FieldProps {
  readonly way: Way;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error: string | undefined;
}

function ProofField({ way, value, onValue, error }: FieldProps) {
  const t = useWords();
  const field = {
    value,
    onChange: (event: { target: { value: string } }) => onValue(event.target.value),
  };
  return (
    <FormField
      key={way}
      label={t(way)}
      description={way === 'code' ? t('codeMeans') : undefined}
      error={error === undefined ? undefined : { message: error }}
      required
    >
      {way === 'password' ? (
        <PasswordInput autoComplete="current-password" {...field} />
      ) : (
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} autoFocus {...field} />
      )}
    </FormField>
  );
}

interface OthersProps {
  readonly way: Way;
  readonly onWay: (way: Way) => void;
  readonly onPasskey: () => void;
  readonly waiting: boolean;
}

/** What else the account has; until that is known, the password, which every account has. */
function OtherWays({ way, onWay, onPasskey, waiting }: OthersProps) {
  const t = useWords();
  const { data } = useStepUpWaysQuery({ fetchPolicy: 'cache-and-network' });
  const hasPasskey = passkeysWork() && (data?.viewer?.passkeys?.length ?? 0) > 0;
  const other: Way | undefined = way === 'code' ? 'password' : data?.viewer?.totpOn ? 'code' : undefined;
  if (!hasPasskey && !other) return null;
  return (
    <div className="flex flex-col gap-2 sm:flex-row">
      {hasPasskey && (
        <Button
          type="button"
          variant="secondary"
          className="sm:flex-1"
          needsNetwork
          busy={waiting}
          onClick={onPasskey}
        >
          <Fingerprint aria-hidden />
          {t('usePasskey')}
        </Button>
      )}
      {other && (
        <Button type="button" variant="secondary" className="sm:flex-1" onClick={() => onWay(other)}>
          {other === 'code' ? <Smartphone aria-hidden /> : <KeyRound aria-hidden />}
          {t(other === 'code' ? 'useCode' : 'usePassword')}
        </Button>
      )}
    </div>
  );
}

/** Takes one proof: the password, a passkey, or a code of an app. */
export function ConfirmForm() {
  const t = useWords();
  const { show, showPasskey, miss, forget, busy, problem } = useConfirmItIsMe();
  const [way, setWay] = useState<Way>('password');
  const [value, setValue] = useState('');
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (value.trim() === '') miss(t(way === 'code' ? 'codeMissing' : 'passwordMissing'));
    else void show(way === 'code' ? { code: value } : { password: value });
  };
  const change = (next: Way): void => {
    forget();
    setValue('');
    setWay(next);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <ProofField
        way={way}
        value={value}
        onValue={setValue}
        error={problem?.isWrong ? problem.message : undefined}
      />
      <OtherWays way={way} onWay={change} onPasskey={() => void showPasskey()} waiting={busy === 'passkey'} />
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem && !problem.isWrong ? problem.message : null}
      </p>
      <DialogFooter>
        <Button type="button" variant="outline" onClick={() => stepUp.answer(false)}>
          {t('cancel')}
        </Button>
        <Button type="submit" needsNetwork busy={busy === 'typed'}>
          {t('confirm')}
        </Button>
      </DialogFooter>
    </form>
  );
}
