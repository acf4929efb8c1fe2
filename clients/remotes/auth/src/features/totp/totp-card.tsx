import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { useState } from 'react';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import {
  useBeginTotpSetupMutation,
  useOwnTotpQuery,
  type BeginTotpSetupMutation,
} from './__generated__/totp.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { RenewRecoveryCodes } from './renew-recovery-codes.tsx';
import { TotpSetupForm } from './totp-setup-form.tsx';
import { TurnOffTotp } from './turn-off-totp.tsx';
import { useWords } from './words.ts';

type Setup = Extract<BeginTotpSetupMutation['beginTotpSetup'], { __typename: 'TotpSetup' }>;
type Step = { readonly setup: Setup } | { readonly codes: readonly string[] } | undefined;

/** Whether a code of an app is asked for at sign-in; sets it up, and turns it off. */
export function TotpCard() {
  const t = useWords();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
        <CardDescription>{t('meaning')}</CardDescription>
      </CardHeader>
      <CardContent>
        <TotpState />
      </CardContent>
    </Card>
  );
}

function TotpState() {
  const t = useWords();
  const { data, error, refetch } = useOwnTotpQuery();
  const [step, setStep] = useState<Step>();
  if (step && 'codes' in step) return <RecoveryCodes codes={step.codes} onKept={() => setStep(undefined)} />;
  if (step)
    return (
      <TotpSetupForm
        setup={step.setup}
        onDone={(codes) => setStep({ codes })}
        onCancel={() => setStep(undefined)}
      />
    );
  if (data?.viewer?.totpOn)
    return (
      <div className="flex flex-col items-start gap-3">
        <p className="text-sm">{t('on', { count: data.viewer.recoveryCodesLeft ?? 0 })}</p>
        <div className="flex flex-wrap gap-2">
          <RenewRecoveryCodes onRenewed={(codes) => setStep({ codes })} />
          <TurnOffTotp />
        </div>
      </div>
    );
  if (data) return <BeginSetup onBegun={(setup) => setStep({ setup })} />;
  if (!error) return <Skeleton className="h-10 w-full max-w-sm" />;
  return (
    <div className="flex flex-col items-start gap-3">
      <FormProblem message={t('failed')} />
      <Button variant="outline" onClick={() => void refetch().catch(() => undefined)}>
        {t('retry')}
      </Button>
    </div>
  );
}

function BeginSetup({ onBegun }: { onBegun: (setup: Setup) => void }) {
  const t = useWords();
  const [begin, { loading }] = useBeginTotpSetupMutation({ fetchPolicy: 'no-cache' });
  const [problem, setProblem] = useState<string>();
  const setUp = async (): Promise<void> => {
    setProblem(undefined);
    try {
      const { data } = await begin();
      const result = data?.beginTotpSetup;
      if (result?.__typename === 'TotpSetup') onBegun(result);
      else setProblem(t(result?.__typename === 'StepUpRequired' ? 'notProven' : 'again'));
    } catch (error) {
      setProblem(failureSentence(error));
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm">{t('off')}</p>
      <FormProblem message={problem} />
      <Button variant="outline" busy={loading} onClick={() => void setUp()}>
        {t('setUp')}
      </Button>
    </div>
  );
}
