import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useThrottled } from '../../live/use-throttled.ts';
import {
  UserListDocument,
  useUserListActivitySubscription,
  type UserListQueryVariables,
} from './__generated__/user-list.ts';
import { placeNewest } from './place-newest.ts';

const RELOAD_PAUSE_MILLISECONDS = 1_000;

/** Somebody is there, first without a name and then with one. */
const additions: readonly string[] = ['auth.user.registered', 'profile.profile.created'];

interface LiveUsersOptions {
  skip: boolean;
  variables: UserListQueryVariables;
  reload: () => void;
}

/**
 * Adds whoever is new to the list, by asking for its first page: who is found by the filter the graph knows. A part that
 * begins further back stays as it is. Returns whether the live updates have ended for good, and what brings them back.
 */
export function useLiveUsers({ skip, variables, reload }: LiveUsersOptions) {
  const client = useApolloClient();
  const [stopped, setStopped] = useState(false);
  const ask = async (): Promise<void> => {
    if (variables.after) return;
    const { data } = await client.query({ query: UserListDocument, variables, fetchPolicy: 'no-cache' });
    // Into the list that was asked for: another may be shown by now.
    if (data)
      client.cache.updateQuery({ query: UserListDocument, variables }, (shown) =>
        shown ? placeNewest(shown, data) : undefined,
      );
  };
  // What cannot be had now comes with the next event, or by a reload.
  const askSoon = useThrottled(() => void ask().catch(() => undefined), RELOAD_PAUSE_MILLISECONDS);
  const { restart } = useUserListActivitySubscription({
    skip,
    ignoreResults: true,
    onError: () => setStopped(true),
    onData: ({ data: { data } }) => {
      const action = data?.auditEntryAdded.auditEntry?.action;
      if (action !== undefined && additions.includes(action)) askSoon();
    },
  });
  const resume = (): void => {
    setStopped(false);
    reload();
    restart();
  };
  return { stopped: stopped && !skip, resume };
}
