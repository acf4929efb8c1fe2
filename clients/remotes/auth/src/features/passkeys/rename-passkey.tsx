import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { FormProblem } from '../../form-problems/form-problem.tsx';
import { useRenamePasskeyMutation, type PasskeyRowFragment } from './__generated__/passkeys.ts';
import { useWords } from './words.ts';

const NAME_MAX_CHARACTERS = 60;

interface RenameProps {
  readonly passkey: PasskeyRowFragment;
  readonly onDone: () => void;
}

function useRenameForm({ passkey: { id, name }, onDone }: RenameProps) {
  const [rename, { loading }] = useRenamePasskeyMutation();
  const form = useForm({ defaultValues: { name } });
  const submit = form.handleSubmit(async (values) => {
    const t = useWords.now();
    try {
      const { data } = await rename({ variables: { input: { id, name: values.name } } });
      const result = data?.renamePasskey;
      if (result?.__typename === 'PasskeyRenamed') onDone();
      else if (result?.__typename === 'PasskeyNotFound') form.setError('root', { message: t('gone') });
      else form.setError('name', { message: t('nameExpected') }, { shouldFocus: true });
    } catch (error) {
      form.setError('root', { message: failureSentence(error) });
    }
  });
  return { ...form, submit, loading };
}

function RenameForm(props: RenameProps) {
  const t = useWords();
  const { register, submit, loading, formState } = useRenameForm(props);
  const { errors } = formState;
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormField label={t('name')} error={errors.name} required>
        <Input
          autoComplete="off"
          {...register('name', {
            validate: (name) =>
              (name.trim() !== '' && name.trim().length <= NAME_MAX_CHARACTERS) || t('nameExpected'),
          })}
        />
      </FormField>
      <FormProblem message={errors.root?.message} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" busy={loading}>
          {t('save')}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Gives a passkey another name. */
export function RenamePasskey({ passkey }: { passkey: PasskeyRowFragment }) {
  const t = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          {t.rich('rename', {
            name: passkey.name,
            hidden: (text) => <span className="sr-only">{text}</span>,
          })}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('renameTitle')}</DialogTitle>
          <DialogDescription>{t('renameMeaning')}</DialogDescription>
        </DialogHeader>
        <RenameForm passkey={passkey} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
