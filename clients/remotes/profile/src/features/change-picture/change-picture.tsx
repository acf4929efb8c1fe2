import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Avatar } from '@payloom/ui-kit/avatar';
import { Button } from '@payloom/ui-kit/button';
import { Card, CardContent } from '@payloom/ui-kit/card';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { toast } from '@payloom/ui-kit/toaster';
import { ImageUp, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import {
  useOwnPictureQuery,
  useRemoveAvatarMutation,
  type OwnPictureFieldsFragment,
} from './__generated__/picture.ts';
import { CropDialog } from './crop-dialog.tsx';
import { usePictureUpload } from './use-picture-upload.ts';
import { useWords } from './words.ts';

function RemoveButton() {
  const t = useWords();
  const [remove, { loading }] = useRemoveAvatarMutation();
  const submit = async (): Promise<void> => {
    try {
      const { data } = await remove();
      const answer = data?.removeAvatar;
      if (answer?.__typename === 'Profile') toast.success(t('removed'));
      else toast.error(t('notRemoved'), { description: t('problems.NOT_READY') });
    } catch (error) {
      toast.error(t('notRemoved'), { description: failureSentence(error) });
    }
  };
  return (
    <Button variant="ghost" busy={loading} onClick={() => void submit()}>
      <Trash2 aria-hidden />
      {t('remove')}
    </Button>
  );
}

interface PictureProps {
  user: OwnPictureFieldsFragment;
  /** Fetches the picture anew. */
  onChanged: () => Promise<unknown>;
}

function Picture({ user, onChanged }: PictureProps) {
  const t = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const upload = usePictureUpload(async () => {
    await onChanged();
    toast.success(t('changed'));
  });
  const { avatar, email } = user;
  const name = user.displayName ?? email ?? '';
  const choose = () => picker.current?.click();
  const words = avatar ? t('change') : t('choose');
  return (
    <CardContent className="flex flex-wrap items-center gap-x-5 gap-y-4">
      <Avatar name={name} src={avatar?.large} size="xl" />
      <div className="min-w-0 flex-1 basis-48">
        <h2 id="profile-name" className="truncate text-lg font-semibold">
          {name}
        </h2>
        <p className="truncate text-sm text-muted-foreground">{email}</p>
        <p className="pt-1 text-sm text-muted-foreground">{t('hint')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <input
          ref={picker}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          aria-label={words}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // So that the same file can be chosen again.
            target.value = '';
            if (file) upload.choose(file);
          }}
        />
        <Button variant="outline" onClick={choose}>
          <ImageUp aria-hidden />
          {words}
        </Button>
        {avatar && <RemoveButton />}
      </div>
      {upload.chosen && <CropDialog key={upload.chosen.url} upload={upload} onChooseOther={choose} />}
    </CardContent>
  );
}

function PictureSkeleton() {
  const t = useWords();
  return (
    <CardContent className="flex items-center gap-5">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="size-20 rounded-full" />
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-3.5 w-52" />
      </div>
    </CardContent>
  );
}

/** Who the viewer is to others: their picture, to choose and to remove, and their name. */
export function ChangePicture() {
  const t = useWords();
  const { data, error, refetch } = useOwnPictureQuery();
  const user = data?.viewer;
  return (
    <Card aria-labelledby={user ? 'profile-name' : undefined} aria-busy={!user && !error}>
      {user && <Picture user={user} onChanged={() => refetch()} />}
      {!user && !error && <PictureSkeleton />}
      {!user && error && (
        <ErrorState title={t('failed')} description={failureSentence(error)} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}
