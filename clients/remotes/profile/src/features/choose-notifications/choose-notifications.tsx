import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { Checkbox } from '@payloom/ui-kit/checkbox';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { RowMark } from '@payloom/ui-kit/row-mark';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { doAtOnce } from '@payloom/ui-kit/undo';
import { useId } from 'react';
import {
  useChooseNotificationsMutation,
  useNotificationChoicesQuery,
  type ProfileChoicesFragment,
} from './__generated__/choices.ts';
import { useWords } from './words.ts';

type Choice = ProfileChoicesFragment['notificationChoices'][number];

const channels = ['inApp', 'byEmail'] as const;
type Channel = (typeof channels)[number];

/** Shown at once, and taken back where it could not be kept. */
function useChoose(profile: ProfileChoicesFragment) {
  const [choose] = useChooseNotificationsMutation();
  return ({ kind }: Choice, channel: Channel, isWanted: boolean): void => {
    const notificationChoices = profile.notificationChoices.map((each) =>
      each.kind === kind ? { ...each, [channel]: isWanted } : each,
    );
    const t = useWords.now();
    doAtOnce({
      row: rowOf(kind),
      // The client shows its own guess until the answer is here.
      show: () => () => undefined,
      commit: () =>
        choose({
          variables: { choices: [{ kind, [channel]: isWanted }] },
          optimisticResponse: { chooseNotifications: { ...profile, notificationChoices } },
        }).then(
          ({ data }) => (data?.chooseNotifications.__typename === 'InvalidInput' ? t('notYet') : null),
          failureSentence,
        ),
      notDone: t('notSaved'),
      mark: t('notKept'),
    });
  };
}

const rowOf = (kind: Choice['kind']): string => `choice ${kind}`;
const channelCell = 'w-20 px-2 py-2.5 text-center align-top sm:w-28';

interface ChoiceRowProps {
  choice: Choice;
  onChoose: (channel: Channel, isWanted: boolean) => void;
}

function ChoiceRow({ choice, onChoose }: ChoiceRowProps) {
  const t = useWords();
  const id = useId();
  const { kind, canBeTurnedOff } = choice;
  const kindWords = t(`kinds.${kind}`);
  return (
    <tr className="border-b last:border-b-0">
      <th scope="row" className="py-2.5 pr-2 text-left text-sm font-normal">
        <span className="flex flex-col items-start gap-0.5">
          {kindWords}
          {!canBeTurnedOff && (
            <span id={`${id}-why`} className="text-xs text-muted-foreground">
              {t('always')}
            </span>
          )}
          <RowMark of={rowOf(kind)} />
        </span>
      </th>
      {channels.map((channel) => (
        <td key={channel} className={channelCell}>
          <Checkbox
            aria-label={t('cell', { kind: kindWords, channel: t(`channels.${channel}`) })}
            checked={choice[channel]}
            disabled={!canBeTurnedOff}
            aria-describedby={canBeTurnedOff ? undefined : `${id}-why`}
            onChange={({ target }) => onChoose(channel, target.checked)}
          />
        </td>
      ))}
    </tr>
  );
}

function Choices({ profile }: { profile: ProfileChoicesFragment }) {
  const t = useWords();
  const choose = useChoose(profile);
  return (
    <table aria-labelledby="notification-choices" className="w-full border-collapse">
      <thead>
        <tr className="border-b text-xs text-muted-foreground">
          <th scope="col" className="py-2 pr-2 text-left font-medium">
            {t('kind')}
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className={`${channelCell} font-medium`}>
              {t(`channels.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {profile.notificationChoices.map((choice) => (
          <ChoiceRow
            key={choice.kind}
            choice={choice}
            onChoose={(channel, isWanted) => choose(choice, channel, isWanted)}
          />
        ))}
      </tbody>
    </table>
  );
}

function ChoicesSkeleton() {
  const t = useWords();
  return (
    <div className="grid gap-5">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {['one', 'two', 'three', 'four'].map((row) => (
        <div key={row} className="flex items-center justify-between gap-4">
          <Skeleton className="h-4 w-48 max-w-1/2" />
          <div className="flex gap-12 pr-6">
            <Skeleton className="size-4.5" />
            <Skeleton className="size-4.5" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** What the viewer is told of, kind by kind, in the app and by email. */
export function ChooseNotifications() {
  const t = useWords();
  const { data, error, loading, refetch } = useNotificationChoicesQuery({
    notifyOnNetworkStatusChange: true,
  });
  const profile = data?.viewer?.profile;
  return (
    <Card id="notifications" aria-labelledby="notification-choices">
      <CardHeader>
        <CardTitle id="notification-choices">{t('title')}</CardTitle>
        <CardDescription>{t('description')}</CardDescription>
      </CardHeader>
      <CardContent>
        {profile && <Choices profile={profile} />}
        {!profile && loading && <ChoicesSkeleton />}
        {!profile && !loading && (
          <ErrorState
            title={t('failed')}
            description={error ? failureSentence(error) : t('notYet')}
            onRetry={() => void refetch().catch(() => undefined)}
          />
        )}
      </CardContent>
    </Card>
  );
}
