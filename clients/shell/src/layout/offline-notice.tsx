import { useConnection } from '@payloom/apollo-client/connection';
import { graph } from '@payloom/apollo-client/graph';
import { WifiOff } from 'lucide-react';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** Since when there is no connection, and what still works. */
export function OfflineNotice() {
  const { status, since } = useConnection(graph.connection);
  return (
    <div role="status">
      {status === 'offline' && (
        <p className="flex items-start gap-2 border-b bg-warning-soft px-4 py-2 text-sm text-warning sm:px-6">
          <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            Offline since <time dateTime={since.toISOString()}>{clock.format(since)}</time>. You can look at
            what is loaded; paying works again when the connection is back.
          </span>
        </p>
      )}
    </div>
  );
}
