import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { doAtOnce } from '@payloom/ui-kit/undo';
import {
  useMarkNotificationsReadMutation,
  type MarkNotificationsReadMutation,
} from './__generated__/notifications.ts';
import { useWords } from './words.ts';

type Answer = Extract<
  MarkNotificationsReadMutation['markNotificationsRead'],
  { __typename: 'NotificationsRead' }
>;

/** As many as are loaded at once. */
export const PAGE_SIZE = 20;

/** What a notification that was not marked as read is known by. */
export const BELL = 'notifications';

/** Marks everything up to a notification as read: at once here, and taken back where it could not be kept. */
export function useMarkRead(): (upTo: string, shown: Answer) => void {
  const [mark] = useMarkNotificationsReadMutation();
  return (upTo, shown) =>
    doAtOnce({
      row: BELL,
      // The client shows its own guess until the answer is here.
      show: () => () => undefined,
      commit: () =>
        mark({
          variables: { upTo, first: PAGE_SIZE },
          optimisticResponse: { markNotificationsRead: shown },
        }).then(
          ({ data }) =>
            data?.markNotificationsRead.__typename === 'NotificationsRead' ? null : useWords.now()('gone'),
          failureSentence,
        ),
      notDone: useWords.now()('notMarked'),
      mark: useWords.now()('stillUnread'),
    });
}
