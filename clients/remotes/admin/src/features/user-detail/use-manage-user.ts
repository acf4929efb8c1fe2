import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { refusedInput } from '@payloom/apollo-client/refused-input';
import { useState } from 'react';
import type { Role } from '../../user/user-badges.tsx';
import {
  useChangeRoleMutation,
  useEndUserSessionsMutation,
  useReinstateUserMutation,
  useSuspendUserMutation,
} from './__generated__/user-detail.ts';
import { useWords } from './words.ts';

/** What an administrator does to somebody. */
export type Action = 'changeRole' | 'suspend' | 'reinstate' | 'endSessions';

interface Result {
  __typename: string;
  message?: string;
  fields?: readonly { name: string; message: string }[];
}

const wasDone = ({ __typename }: Result): boolean =>
  __typename === 'UserChanged' || __typename === 'SessionsEnded';

function whyNot(result: Result | undefined): string {
  const t = useWords.now();
  const told = result?.fields?.[0]?.message ?? result?.message;
  if (told === undefined) return t('notDone');
  return refusedInput(told, result?.__typename === 'OwnAccount' ? t('ownAccount') : t('notDone'));
}

export interface ManageUser {
  /** Does it; resolves with whether it is done. */
  run: (action: Action, input: { reason: string; role: Role }) => Promise<boolean>;
  busy: boolean;
  problem: string | undefined;
  forget: () => void;
}

/** Changes a user through the graph: the answer is in the cache, and so on every page that shows them. */
export function useManageUser(userId: string): ManageUser {
  const [changeRole, changing] = useChangeRoleMutation();
  const [suspend, suspending] = useSuspendUserMutation();
  const [reinstate, reinstating] = useReinstateUserMutation();
  const [endSessions, ending] = useEndUserSessionsMutation();
  const [problem, setProblem] = useState<string>();

  const ask = async (action: Action, reason: string, role: Role): Promise<Result | undefined> => {
    const variables = { input: { userId, reason } };
    switch (action) {
      case 'changeRole':
        return (await changeRole({ variables: { input: { userId, reason, role } } })).data?.result;
      case 'suspend':
        return (await suspend({ variables })).data?.result;
      case 'reinstate':
        return (await reinstate({ variables })).data?.result;
      case 'endSessions':
        return (await endSessions({ variables })).data?.result;
    }
  };
  const run: ManageUser['run'] = async (action, { reason, role }) => {
    setProblem(undefined);
    try {
      const result = await ask(action, reason, role);
      if (result && wasDone(result)) return true;
      setProblem(whyNot(result));
    } catch (error) {
      setProblem(failureSentence(error));
    }
    return false;
  };
  const busy = [changing, suspending, reinstating, ending].some(({ loading }) => loading);
  return { run, busy, problem, forget: () => setProblem(undefined) };
}
