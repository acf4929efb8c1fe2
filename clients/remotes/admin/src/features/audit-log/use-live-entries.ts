import { useFragment } from '@apollo/client/react';
import { useState } from 'react';
import {
  AuditRowFragmentDoc,
  useAuditEntryAddedSubscription,
  type AuditRowFragment,
} from './__generated__/audit-log.ts';
import { addLiveEntry } from './merge-entries.ts';

export interface LiveEntries {
  /** What was added since the log was opened, newest first. */
  entries: readonly AuditRowFragment[];
  /** Whether the live updates have ended for good, and what brings them back. */
  stopped: boolean;
  resume: () => void;
}

/** The entries that are added while the log is open. `reload` loads the list anew. */
export function useLiveEntries({ skip, reload }: { skip: boolean; reload: () => void }): LiveEntries {
  const [entries, setEntries] = useState<readonly AuditRowFragment[]>([]);
  const [stopped, setStopped] = useState(false);
  const { restart } = useAuditEntryAddedSubscription({
    skip,
    ignoreResults: true,
    onError: () => setStopped(true),
    onData: ({ data: { data } }) => {
      const entry = data?.auditEntryAdded.auditEntry;
      if (!entry) return;
      if (addLiveEntry(entries, entry).overflowed) reload();
      setEntries((current) => addLiveEntry(current, entry).live);
    },
  });
  const resume = (): void => {
    setStopped(false);
    reload();
    restart();
  };
  // By way of the cache, so that an actor who is renamed is renamed in every row.
  const cached = useFragment({ fragment: AuditRowFragmentDoc, from: [...entries] });
  return { entries: cached.complete ? cached.data : entries, stopped: stopped && !skip, resume };
}
