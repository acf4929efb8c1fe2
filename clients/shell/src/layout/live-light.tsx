import { useConnection, type ConnectionStatus } from '@payloom/apollo-client/connection';
import { connection } from '@payloom/apollo-client/page-network';
import { cn } from '@payloom/ui-kit/cn';
import { Tooltip } from '@payloom/ui-kit/tooltip';
import { RefreshCw, WifiOff, Zap, type LucideIcon } from 'lucide-react';
import { useWords } from './words.ts';

const looks: Record<ConnectionStatus, { icon: LucideIcon; className: string }> = {
  connected: { icon: Zap, className: 'text-success' },
  'catching-up': { icon: RefreshCw, className: 'text-warning' },
  offline: { icon: WifiOff, className: 'text-danger' },
};

/** Says whether the page is live. */
export function LiveLight() {
  const { status } = useConnection(connection);
  const t = useWords();
  const { icon: Icon, className } = looks[status];
  return (
    <div role="status">
      <Tooltip label={t(`liveMeans.${status}`)} side="bottom">
        <button
          type="button"
          className={cn('flex h-9 items-center gap-1.5 rounded-lg px-2 text-xs font-medium', className)}
        >
          <Icon aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t(`live.${status}`)}</span>
        </button>
      </Tooltip>
    </div>
  );
}
