import { say } from '@payloom/i18n/wording';
import { useRegion } from '@payloom/i18n/use-region';
import type { DashboardCard } from '@payloom/session/remote-entry';
import { Card } from '@payloom/ui-kit/card';
import { cn } from '@payloom/ui-kit/cn';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Component, useRef, type ReactNode } from 'react';
import type { FailedRemote } from '../../remotes/remote-registry.ts';
import { useIsTampered } from '../../remotes/use-is-tampered.ts';
import { useLabel, useRemoteRegistry } from '../../remotes/use-remotes.ts';
import { useWords as useRemoteWords } from '../../remotes/words.ts';
import { useCardCode } from './use-card-code.ts';
import { useNearView } from './use-near-view.ts';
import { useWords } from './words.ts';

interface BoundaryProps {
  readonly fallback: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Keeps what goes wrong in one card out of the others. */
class CardBoundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => this.setState({ failed: false }));
  }
}

interface GapProps {
  readonly what: string;
  readonly tampered?: boolean;
  readonly onRetry: () => void;
}

function Gap({ what, tampered = false, onRetry }: GapProps) {
  const t = useWords();
  const tRemote = useRemoteWords();
  const title = tampered ? tRemote('tamperedTitle', { label: what }) : t('brokenTitle', { what });
  const description = tampered ? tRemote('tamperedWhy') : t('brokenWhy');
  return (
    <Card aria-label={what}>
      <ErrorState title={title} description={description} onRetry={onRetry} />
    </Card>
  );
}

/** Where a remote's card stands; until it is there its place is held, and where it fails it says what is missing. */
export function DashboardTile({ remote, card }: { remote: string; card: DashboardCard }) {
  const t = useWords();
  useRegion();
  const tile = useRef<HTMLDivElement>(null);
  const { code, retry } = useCardCode(card, useNearView(tile));
  const problem = code && 'problem' in code ? code.problem : undefined;
  const tampered = useIsTampered(remote, problem);
  const what = say(card.label);
  return (
    // As high as most cards once they have what they show: nothing moves when it comes.
    <div
      ref={tile}
      data-remote={remote}
      className={cn('grid min-h-60 min-w-0 grid-cols-1', card.span === 2 && 'lg:col-span-2')}
    >
      {code === undefined && (
        <div role="status" aria-label={t('loading', { what })} className="grid">
          <Skeleton className="h-full rounded-lg" />
        </div>
      )}
      {code && 'problem' in code && <Gap what={what} tampered={tampered} onRetry={retry} />}
      {code && 'Shown' in code && (
        <CardBoundary fallback={(again) => <Gap what={what} onRetry={again} />}>
          <code.Shown />
        </CardBoundary>
      )}
    </div>
  );
}

/** Stands where the cards of a remote would be that could not be loaded. */
export function MissingTile({ listing, tampered }: FailedRemote) {
  const registry = useRemoteRegistry();
  const what = useLabel(listing);
  return <Gap what={what} tampered={tampered} onRetry={() => void registry.retry(listing.name)} />;
}
