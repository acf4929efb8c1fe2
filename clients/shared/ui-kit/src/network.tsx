import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useFormats } from '@payloom/i18n/formats';
import { CloudOff } from 'lucide-react';
import { useWords } from './words.ts';

/** How the network is doing, told by whoever owns the page. */
export interface NetworkState {
  away: boolean;
  /** When what the page shows was loaded; undefined where nobody knows. */
  shownSince: () => Date | undefined;
}

const NetworkContext = createContext<NetworkState>({ away: false, shownSince: () => undefined });

/** Around every page: tells all parts whether the network is there. */
export function NetworkProvider({ away, shownSince, children }: NetworkState & { children: ReactNode }) {
  return <NetworkContext value={{ away, shownSince }}>{children}</NetworkContext>;
}

/** Whether the network is away: what needs it has to wait. */
export const useIsAway = (): boolean => useContext(NetworkContext).away;

function AsLoaded() {
  const t = useWords();
  const formats = useFormats();
  const { shownSince } = useContext(NetworkContext);
  const [since, setSince] = useState<Date>();
  // What the page asks for is known once all of it has been drawn.
  useEffect(() => {
    const timer = setTimeout(() => setSince(shownSince()));
    return () => clearTimeout(timer);
  }, [shownSince]);
  return (
    <p className="flex items-start gap-2 text-sm text-muted-foreground">
      <CloudOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {since
          ? t.rich('asLoadedAt', {
              time: () => (
                <time dateTime={since.toISOString()}>
                  {formats.dateTime(since, { hour: '2-digit', minute: '2-digit' })}
                </time>
              ),
            })
          : t('asLoaded')}
      </span>
    </p>
  );
}

/** Says quietly, while the network is away, that the page shows what was last loaded, and when that was. */
export function AwayNote() {
  const away = useIsAway();
  return <div role="status">{away && <AsLoaded />}</div>;
}
