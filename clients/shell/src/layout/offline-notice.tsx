import { useFormats } from '@payloom/i18n/formats';
import { useConnection } from '@payloom/apollo-client/connection';
import { connection } from '@payloom/apollo-client/page-network';
import { WifiOff } from 'lucide-react';
import { useWords } from './words.ts';

/** Since when there is no connection, and what still works. */
export function OfflineNotice() {
  const { status, since } = useConnection(connection);
  return <div role="status">{status === 'offline' && <Since since={since} />}</div>;
}

function Since({ since }: { since: Date }) {
  const t = useWords();
  const formats = useFormats();
  return (
    <p className="flex items-start gap-2 border-b bg-warning-soft print:hidden px-4 py-2 text-sm text-warning sm:px-6">
      <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {t.rich('offlineSince', {
          time: () => (
            <time dateTime={since.toISOString()}>
              {formats.dateTime(since, { hour: '2-digit', minute: '2-digit' })}
            </time>
          ),
        })}
      </span>
    </p>
  );
}
