import { DashboardCard, type DashboardCardProps } from '@payloom/ui-kit/dashboard-card';
import type { ReactNode } from 'react';
import { describeFailure } from '../problems/describe-failure.ts';

interface CardFrameProps extends Omit<DashboardCardProps, 'problem'> {
  /** Why there is nothing to show, where something went wrong. */
  error?: Error | undefined;
}

/** A card of the dashboard that says why it could not be loaded. */
export function CardFrame({ error, ...card }: CardFrameProps) {
  return <DashboardCard {...card} problem={error && describeFailure(error)} />;
}

/** What stands in a card while there is nothing to show, and will be. */
export function Nothing({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-lg border border-dashed px-4 py-8 text-center text-sm text-pretty text-muted-foreground">
      {children}
    </p>
  );
}
