import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { session } from '@payloom/session/session';
import { toast } from '@payloom/ui-kit/toaster';
import { useState } from 'react';
import {
  useEndAllSessionsMutation,
  useEndOtherSessionsMutation,
  useEndSessionMutation,
  type OpenSessionRowFragment,
} from './__generated__/sessions.ts';
import { deviceWords } from './device-words.ts';
import { useWords } from './words.ts';

/** What is under way: one session by its id, or several. */
export type Ending = { readonly id: string } | 'others' | 'all' | undefined;

export interface EndSessions {
  readonly ending: Ending;
  endOne(session: OpenSessionRowFragment): Promise<void>;
  endOthers(): Promise<void>;
  endAll(): Promise<void>;
}

/** Ends sessions of the viewer, and says how it went. What is shown follows by the cache. */
export function useEndSessions(refetch: () => Promise<unknown>): EndSessions {
  const [ending, setEnding] = useState<Ending>();
  const [endSession] = useEndSessionMutation();
  const [endOtherSessions] = useEndOtherSessionsMutation();
  const [endAllSessions] = useEndAllSessionsMutation({ fetchPolicy: 'no-cache' });
  const run = async (what: Ending, work: () => Promise<void>): Promise<void> => {
    setEnding(what);
    try {
      await work();
    } catch (error) {
      toast.error(useWords.now()('nobodySignedOut'), { description: failureSentence(error) });
    } finally {
      setEnding(undefined);
    }
  };
  return {
    ending,
    endOne: (row) =>
      run({ id: row.id }, async () => {
        const { data } = await endSession({ variables: { id: row.id } });
        if (data?.endSession.__typename === 'SessionNotFound') await refetch();
        toast.success(useWords.now()('signedOutOf', { device: deviceWords(row.device) }));
      }),
    endOthers: () =>
      run('others', async () => {
        const { data } = await endOtherSessions();
        toast.success(useWords.now()('signedOutOthers', { count: data?.endOtherSessions.count ?? 0 }));
      }),
    endAll: () =>
      run('all', async () => {
        await endAllSessions();
        // The session is over at the server already; this lets the page and the other tabs know at once.
        await session.signOut().catch(() => undefined);
      }),
  };
}
