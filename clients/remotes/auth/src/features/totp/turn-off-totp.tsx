import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { ConfirmDialog } from '@payloom/ui-kit/confirm-dialog';
import { toast } from '@payloom/ui-kit/toaster';
import { useTurnOffTotpMutation } from './__generated__/totp.ts';
import { useWords } from './words.ts';

/** Asks before codes are asked for no more. */
export function TurnOffTotp() {
  const t = useWords();
  const [turnOff, { loading }] = useTurnOffTotpMutation();
  const confirm = async (): Promise<void> => {
    try {
      const { data } = await turnOff();
      if (data?.turnOffTotp.__typename === 'TotpTurnedOff') toast.success(t('turnedOff'));
      else toast.error(t('notChanged'), { description: t('notProven') });
    } catch (error) {
      toast.error(t('notChanged'), { description: failureSentence(error) });
    }
  };
  return (
    <ConfirmDialog
      title={t('turnOffTitle')}
      meaning={t('turnOffMeaning')}
      keep={t('keep')}
      confirm={t('turnOff')}
      destructive
      onConfirm={() => void confirm()}
    >
      <Button variant="outline" busy={loading}>
        {t('turnOff')}
      </Button>
    </ConfirmDialog>
  );
}
