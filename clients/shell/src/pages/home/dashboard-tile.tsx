import { say } from '@payloom/i18n/wording';
import { useRegion } from '@payloom/i18n/use-region';
import type { DashboardCard } from '@payloom/session/remote-entry';
import { Card } from '@payloom/ui-kit/card';
import { cn } from '@payloom/ui-kit/cn';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { Component, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import type { FailedRemote } from '../../remotes/remote-registry.ts';
import { useIsTampered } from '../../remotes/use-is-tampered.ts';
import { useLabel, useRemoteRegistry } from '../../remotes/use-remotes.ts';
import { useWords as useRemoteWords } from '../../remotes/words.ts';
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

type Loaded = { readonly Shown: ComponentType } | { readonly problem: unknown } | undefined;

/** The card's code; `retry` asks for it again after it could not be fetched. */
function useCode({ id, load }: DashboardCard): { loaded: Loaded; retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isWanted = true;
    load().then(
      (Shown) => isWanted && setLoaded({ Shown }),
      (error: unknown) => {
        console.error(`The card ${id} could not be fetched.`, error);
        if (isWanted) setLoaded({ problem: error });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [id, load, tries]);
  const retry = (): void => {
    setLoaded(undefined);
    setTries(tries + 1);
  };
  return { loaded, retry };
}

/** Where a remote's card stands; until it is there its place is held, and where it fails it says what is missing. */
export function DashboardTile({ remote, card }: { remote: string; card: DashboardCard }) {
  const t = useWords();
  useRegion();
  const { loaded, retry } = useCode(card);
  const problem = loaded && 'problem' in loaded ? loaded.problem : undefined;
  const tampered = useIsTampered(remote, problem);
  const what = say(card.label);
  return (
    // As high as most cards once they have what they show: nothing moves when it comes.
    <div
      data-remote={remote}
      className={cn('grid min-h-60 min-w-0 grid-cols-1', card.span === 2 && 'lg:col-span-2')}
    >
      {loaded === undefined && (
        <div role="status" aria-label={t('loading', { what })} className="grid">
          <Skeleton className="rounded-lg" />
        </div>
      )}
      {loaded && 'problem' in loaded && <Gap what={what} tampered={tampered} onRetry={retry} />}
      {loaded && 'Shown' in loaded && (
        <CardBoundary fallback={(again) => <Gap what={what} onRetry={again} />}>
          <loaded.Shown />
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
