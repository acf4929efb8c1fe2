import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import { ConfirmDialog } from '@payloom/ui-kit/confirm-dialog';
import { toast } from '@payloom/ui-kit/toaster';
import { useRemovePasskeyMutation, type PasskeyRowFragment } from './__generated__/passkeys.ts';
import { useWords } from './words.ts';

function useRemovePasskey({ id }: PasskeyRowFragment) {
  const [remove, { loading }] = useRemovePasskeyMutation({
    // One that is gone already, by another tab, leaves the list too.
    update: (cache, { data }) => {
      if (data?.removePasskey.__typename === 'PasskeyNotFound')
        cache.evict({ id: cache.identify({ __typename: 'Passkey', id }) ?? '' });
    },
  });
  const run = async (): Promise<void> => {
    const t = useWords.now();
    try {
      const { data } = await remove({ variables: { id } });
      const name = data?.removePasskey.__typename;
      if (name === 'StepUpRequired') toast.error(t('notRemoved'), { description: t('notProven') });
      else toast.success(t('removed'));
    } catch (error) {
      toast.error(t('notRemoved'), { description: failureSentence(error) });
    }
  };
  return { run, loading };
}

/** Asks before a passkey is good no more. */
export function RemovePasskey({ passkey }: { passkey: PasskeyRowFragment }) {
  const t = useWords();
  const { run, loading } = useRemovePasskey(passkey);
  const { name } = passkey;
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      meaning={t('removeMeaning')}
      keep={t('keep')}
      confirm={t('removeIt')}
      destructive
      onConfirm={() => void run()}
    >
      <Button variant="ghost" size="sm" className="text-danger" busy={loading}>
        {t.rich('remove', { name, hidden: (text) => <span className="sr-only">{text}</span> })}
      </Button>
    </ConfirmDialog>
  );
}
