import { useConnection, type ConnectionStatus } from '@payloom/apollo-client/connection';
import { graph } from '@payloom/apollo-client/graph';
import { cn } from '@payloom/ui-kit/cn';
import { Tooltip } from '@payloom/ui-kit/tooltip';
import { RefreshCw, WifiOff, Zap, type LucideIcon } from 'lucide-react';

const looks: Record<
  ConnectionStatus,
  { word: string; explanation: string; icon: LucideIcon; className: string }
> = {
  connected: {
    word: 'Live',
    explanation: 'Changes appear here by themselves.',
    icon: Zap,
    className: 'text-success',
  },
  'catching-up': {
    word: 'Catching up',
    explanation: 'The connection was lost for a moment; what you missed is being fetched.',
    icon: RefreshCw,
    className: 'text-warning',
  },
  offline: {
    word: 'Offline',
    explanation: 'There is no connection. What you see may be out of date.',
    icon: WifiOff,
    className: 'text-danger',
  },
};

/** Says whether the page is live. */
export function LiveLight() {
  const { status } = useConnection(graph.connection);
  const { word, explanation, icon: Icon, className } = looks[status];
  return (
    <div role="status">
      <Tooltip label={explanation} side="bottom">
        <button
          type="button"
          className={cn('flex h-9 items-center gap-1.5 rounded-lg px-2 text-xs font-medium', className)}
        >
          <Icon aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{word}</span>
        </button>
      </Tooltip>
    </div>
  );
}
