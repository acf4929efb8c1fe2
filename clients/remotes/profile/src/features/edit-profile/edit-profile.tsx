import { Avatar } from '@payloom/ui-kit/avatar';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { FormField } from '@payloom/ui-kit/form-field';
import { Input } from '@payloom/ui-kit/input';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { EditableProfileFragment } from './__generated__/profile.ts';
import { PreferenceFields } from './preference-fields.tsx';
import { toValues } from './profile-schema.ts';
import { useProfileForm, type ProfileForm } from './use-profile-form.ts';

function SaveBar({ form, saving, savedAt }: Pick<ProfileForm, 'form' | 'saving' | 'savedAt'>) {
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
        <p role="status" className="flex items-center gap-1.5 text-success">
          {savedAt && (
            <>
              <CircleCheck aria-hidden className="size-4 shrink-0" />
              Saved
            </>
          )}
        </p>
      </div>
      <div className="flex gap-2">
        {isDirty && !saving && (
          <Button variant="ghost" onClick={() => form.reset()}>
            Discard
          </Button>
        )}
        <Button type="submit" busy={saving} disabled={!isDirty}>
          Save changes
        </Button>
      </div>
    </CardFooter>
  );
}

function PersonFields({ form }: Pick<ProfileForm, 'form'>) {
  const { register, formState } = form;
  return (
    <>
      <FormField
        label="Display name"
        description="What others see when you pay or are paid."
        error={formState.errors.displayName}
        required
      >
        <Input autoComplete="name" {...register('displayName')} />
      </FormField>
      <FormField
        label="Phone"
        description="With the country code. Only you and administrators see it."
        error={formState.errors.phone}
        optional
      >
        <Input type="tel" autoComplete="tel" placeholder="+41 79 123 45 67" {...register('phone')} />
      </FormField>
    </>
  );
}

/** The viewer's own profile, to read and to edit. */
export function EditProfile({ profile, email }: { profile: EditableProfileFragment; email: string | null }) {
  const { form, submit, saving, savedAt } = useProfileForm(profile);
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Card aria-labelledby="profile-name">
        <CardHeader className="grid-cols-[auto_1fr] items-center gap-x-4">
          <Avatar name={profile.displayName} size="lg" className="row-span-2" />
          <CardTitle id="profile-name" className="col-start-2 self-end truncate text-lg">
            {profile.displayName}
          </CardTitle>
          <CardDescription className="col-start-2 self-start truncate">{email}</CardDescription>
        </CardHeader>
        <CardContent className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
          <PersonFields form={form} />
          <PreferenceFields form={form} saved={toValues(profile)} />
        </CardContent>
        <SaveBar form={form} saving={saving} savedAt={savedAt} />
      </Card>
    </form>
  );
}
