import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { leavesAllTheSame, leaving } from '@payloom/offline/leaving';
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
  /** Ends this device's own. Like `endAll` it asks first where a payment waits for the network: it would be lost. */
  endThis(): Promise<void>;
  endOthers(): Promise<void>;
  endAll(): Promise<void>;
}

async function endThis(): Promise<void> {
  if (await leavesAllTheSame()) await session.signOut().catch(() => undefined);
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
      // Nobody has left: what is lost another time is news to them.
      leaving.takeKnown();
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
    endThis,
    endOthers: () =>
      run('others', async () => {
        const { data } = await endOtherSessions();
        toast.success(useWords.now()('signedOutOthers', { count: data?.endOtherSessions.count ?? 0 }));
      }),
    endAll: () =>
      run('all', async () => {
        if (!(await leavesAllTheSame())) return;
        await endAllSessions();
        // The session is over at the server already; this lets the page and the other tabs know at once.
        await session.signOut().catch(() => undefined);
      }),
  };
}
