import { Button } from '@payloom/ui-kit/button';
import { Card, CardFooter } from '@payloom/ui-kit/card';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EditableProfileFragment } from './__generated__/profile.ts';
import { AddressFields } from './address-fields.tsx';
import { PreferenceFields } from './preference-fields.tsx';
import { toValues } from './profile-schema.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useProfileForm, type ProfileForm } from './use-profile-form.ts';
import { useWords } from './words.ts';

type SaveBarProps = Omit<ProfileForm, 'submit'>;

function SaveBar({ form, saving, savedAt, changedElsewhere, discard }: SaveBarProps) {
  const t = useWords();
  const { isDirty, errors } = form.formState;
  return (
    <CardFooter className="flex-wrap justify-between gap-3">
      <div className="min-w-0 flex-1 text-sm">
        {errors.root && (
          <p role="alert" className="flex gap-1.5 text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {errors.root.message}
          </p>
        )}
        <p role="status" className="flex items-center gap-1.5 text-info">
          {changedElsewhere && (
            <>
              <Info aria-hidden className="size-4 shrink-0" />
              {t('elsewhere')}
            </>
          )}
        </p>
        <p role="status" className="flex items-center gap-1.5 text-success">
          {savedAt && (
            <>
              <CircleCheck aria-hidden className="size-4 shrink-0" />
              {t('saved')}
            </>
          )}
        </p>
      </div>
      <div className="flex gap-2">
        {isDirty && !saving && (
          <Button variant="ghost" onClick={discard}>
            {t('discard')}
          </Button>
        )}
        <Button type="submit" needsNetwork busy={saving} disabled={!isDirty}>
          {t('save')}
        </Button>
      </div>
    </CardFooter>
  );
}

function PersonFields({ form }: Pick<ProfileForm, 'form'>) {
  const t = useWords();
  const { register, formState } = form;
  return (
    <>
      <FormField label={t('name')} description={t('nameMeans')} error={formState.errors.displayName} required>
        <Input autoComplete="name" {...register('displayName')} />
      </FormField>
      <FormField label={t('phone')} description={t('phoneMeans')} error={formState.errors.phone} optional>
        <Input type="tel" autoComplete="tel" placeholder="+41 79 123 45 67" {...register('phone')} />
      </FormField>
    </>
  );
}

interface SectionProps {
  title: string;
  meaning?: string;
  children: ReactNode;
}

function Section({ title, meaning, children }: SectionProps) {
  return (
    <fieldset className="border-t px-4 py-4 first:border-t-0 sm:px-6 sm:py-5">
      <legend className="float-left w-full pb-1 text-base font-semibold">{title}</legend>
      {meaning && <p className="clear-both text-sm text-muted-foreground">{meaning}</p>}
      <div className="clear-both grid items-start gap-x-6 gap-y-5 pt-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

/** What the viewer tells about themselves, to read and to edit. */
export function EditProfile({ profile }: { profile: EditableProfileFragment }) {
  const t = useWords();
  const { submit, ...edited } = useProfileForm(profile);
  const { form, saving } = edited;
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Card>
        <Section title={t('aboutYou')}>
          <PersonFields form={form} />
        </Section>
        <Section title={t('address')} meaning={t('addressMeans')}>
          <AddressFields form={form} />
        </Section>
        <Section title={t('reading')}>
          <PreferenceFields form={form} saved={toValues(profile)} />
        </Section>
        <SaveBar {...edited} />
      </Card>
      <UnsavedGuard unsaved={form.formState.isDirty && !saving} />
    </form>
  );
}
