import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { NativeSelect } from '@payloom/ui-kit/select';
import { Textarea } from '@payloom/ui-kit/textarea';
import { CircleAlert } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { roleNames } from '../../user/user-filter.ts';
import { useWords as useUserWords } from '../../user/words.ts';
import type { CreateUserValues } from './create-user-schema.ts';
import { useCreateUser, type CreateUser } from './use-create-user.ts';
import { useWords } from './words.ts';

const languages: readonly CreateUserValues['language'][] = ['en', 'de'];

/** Who they are. */
function PersonFields({ form: { register, formState } }: { form: CreateUser }) {
  const t = useWords();
  const { errors } = formState;
  return (
    <>
      <FormField label={t('email')} error={errors.email} required>
        <Input
          type="email"
          // Of somebody else: the browser has only the administrator's own to offer.
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...register('email')}
        />
      </FormField>
      <FormField label={t('name')} description={t('nameMeans')} error={errors.displayName} required>
        <Input autoComplete="off" {...register('displayName')} />
      </FormField>
    </>
  );
}

/** What their account is for, and which language it is told in. */
function AccountFields({ form: { control, register, formState } }: { form: CreateUser }) {
  const t = useWords();
  const words = useUserWords();
  const { errors } = formState;
  const role = useWatch({ control, name: 'role' });
  return (
    <>
      <FormField label={t('role')} description={t(`roleMeans.${role}`)} error={errors.role} required>
        <NativeSelect {...register('role')}>
          {roleNames.map((value) => (
            <option key={value} value={value}>
              {words(`role.${value}`)}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField label={t('language')} error={errors.language} required>
        <NativeSelect {...register('language')}>
          {languages.map((value) => (
            <option key={value} value={value} lang={value}>
              {t(`languages.${value}`)}
            </option>
          ))}
        </NativeSelect>
      </FormField>
    </>
  );
}

export interface CreateUserFormProps {
  onCreated: (values: CreateUserValues) => void;
  onCancel: () => void;
}

/** Asks who gets an account, and why. */
export function CreateUserForm({ onCreated, onCancel }: CreateUserFormProps) {
  const t = useWords();
  const form = useCreateUser(onCreated);
  const { register, submit, busy, formState } = form;
  const { errors } = formState;
  return (
    <form
      noValidate
      aria-label={t('title')}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PersonFields form={form} />
      <AccountFields form={form} />
      <FormField label={t('reason')} description={t('reasonMeans')} error={errors.reason} required>
        <Textarea rows={2} {...register('reason')} />
      </FormField>
      <div role="alert" className="empty:-mb-5">
        {errors.root?.message && (
          <p className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-sm text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {errors.root.message}
          </p>
        )}
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" needsNetwork busy={busy}>
          {t('send')}
        </Button>
      </DialogFooter>
    </form>
  );
}
