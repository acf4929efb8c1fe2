import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { ConfirmDialog } from '@payloom/ui-kit/confirm-dialog';
import { toast } from '@payloom/ui-kit/toaster';
import { useRenewRecoveryCodesMutation } from './__generated__/totp.ts';
import { useWords } from './words.ts';

export interface RenewRecoveryCodesProps {
  readonly onRenewed: (codes: readonly string[]) => void;
}

/** Asks before the recovery codes that somebody may have on paper are good no more. */
export function RenewRecoveryCodes({ onRenewed }: RenewRecoveryCodesProps) {
  const t = useWords();
  const [renew, { loading }] = useRenewRecoveryCodesMutation();
  const confirm = async (): Promise<void> => {
    try {
      const { data } = await renew();
      const result = data?.renewRecoveryCodes;
      if (result?.__typename === 'RecoveryCodesRenewed') onRenewed(result.recoveryCodes);
      else if (result?.__typename === 'StepUpRequired')
        toast.error(t('notChanged'), { description: t('notProven') });
      else toast.error(t('notChanged'), { description: t('off') });
    } catch (error) {
      toast.error(t('notChanged'), { description: failureSentence(error) });
    }
  };
  return (
    <ConfirmDialog
      title={t('renewTitle')}
      meaning={t('renewMeaning')}
      keep={t('keepCodes')}
      confirm={t('renewIt')}
      onConfirm={() => void confirm()}
    >
      <Button variant="outline" busy={loading}>
        {t('renew')}
      </Button>
    </ConfirmDialog>
  );
}
