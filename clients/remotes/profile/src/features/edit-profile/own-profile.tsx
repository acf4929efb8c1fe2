import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Card } from '@payloom/ui-kit/card';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { useEffect, useEffectEvent, useState } from 'react';
import { useOwnProfileQuery } from './__generated__/profile.ts';
import { EditProfile } from './edit-profile.tsx';
import { ProfileSkeleton } from './profile-skeleton.tsx';
import { useWords } from './words.ts';

const LOOK_AGAIN_MILLISECONDS = 1_000;
const LOOKS_MAX = 15;

/** A profile is made just after its owner registered: looks again, a bounded number of times, until it is there. */
function useLookAgain(missing: boolean, look: () => void): boolean {
  const [looks, setLooks] = useState(0);
  const more = missing && looks < LOOKS_MAX;
  const lookOnce = useEffectEvent(() => {
    setLooks(looks + 1);
    look();
  });
  useEffect(() => {
    if (!more) return;
    const timer = setTimeout(lookOnce, LOOK_AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [more, looks]);
  return more;
}

/** The viewer's own profile in each of its states. */
export function OwnProfile() {
  const t = useWords();
  const { data, error, loading, refetch } = useOwnProfileQuery({ notifyOnNetworkStatusChange: true });
  const viewer = data?.viewer;
  const retry = (): void => void refetch();
  const looking = useLookAgain(viewer != null && !viewer.profile, retry);
  if (viewer?.profile) return <EditProfile profile={viewer.profile} />;
  if (looking) return <ProfileSkeleton words={t('beingMade')} />;
  if (loading) return <ProfileSkeleton />;
  const why = error ? failureSentence(error) : t('notThere');
  return (
    <Card>
      <ErrorState title={t('failed')} description={why} onRetry={retry} />
    </Card>
  );
}
