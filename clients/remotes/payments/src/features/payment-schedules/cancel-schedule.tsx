import { useApolloClient } from '@apollo/client/react';
import { showMeanwhile } from '@payloom/apollo-client/show-meanwhile';
import { doUnlessUndone } from '@payloom/ui-kit/undo';
import { UndoableButton } from '@payloom/ui-kit/undoable-button';
import { ScheduleRowFragmentDoc, type ScheduleRowFragment } from '../../payment/__generated__/schedule.ts';
import { dateInDays } from '../../payment/calendar-date.ts';
import { partyName } from '../../payment/party-name.ts';
import { CancelNow } from './cancel-now.tsx';
import { useCancel } from './use-cancel.ts';
import { useWords } from './words.ts';

/**
 * Whether it may run while one thinks about it: what is due by tomorrow somewhere in the world. Nobody is told that it is
 * cancelled before it is.
 */
const mayRunSoon = ({ nextDueOn }: ScheduleRowFragment): boolean =>
  nextDueOn !== null && nextDueOn <= dateInDays(1);

function CancelUnlessUndone({ schedule }: { schedule: ScheduleRowFragment }) {
  const t = useWords();
  const { cache } = useApolloClient();
  const commit = useCancel(schedule);
  const recipient = partyName(schedule.recipient);
  const cancel = (): void =>
    doUnlessUndone({
      row: schedule.id,
      done: t('ended', { recipient }),
      undone: t('kept', { recipient }),
      notDone: t('notEnded', { recipient }),
      mark: t('stillPlanned'),
      commit,
      show: () =>
        showMeanwhile(cache, {
          fragment: ScheduleRowFragmentDoc,
          fragmentName: 'ScheduleRow',
          data: { ...schedule, status: 'CANCELLED', nextDueOn: null },
        }),
    });
  return (
    <UndoableButton
      row={schedule.id}
      available={schedule.status === 'ACTIVE'}
      aria-label={t('cancelTo', { recipient })}
      undoLabel={t('undoCancelTo', { recipient })}
      onClick={cancel}
    >
      {t('cancel')}
    </UndoableButton>
  );
}

/** Ends a schedule, which can be undone for a moment; after a second look where it may run any moment. */
export function CancelSchedule({ schedule }: { schedule: ScheduleRowFragment }) {
  return mayRunSoon(schedule) ? (
    <CancelNow schedule={schedule} />
  ) : (
    <CancelUnlessUndone schedule={schedule} />
  );
}
