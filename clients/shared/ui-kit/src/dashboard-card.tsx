import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from './card.tsx';
import { ErrorState } from './error-state.tsx';
import { Skeleton } from './skeleton.tsx';
import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from './words.ts';

export interface DashboardCardProps {
  title: string;
  description?: string;
  /** The page that has all of it. */
  more: { to: string; label: string };
  /** Why there is nothing to show and what to do, where something went wrong. */
  problem: string | undefined;
  onRetry: () => void;
  /** Whether there is something to show; a skeleton stands there until then. */
  known: boolean;
  children: ReactNode;
}

/** A card of the dashboard: what it shows, the page behind it, and its loading and failing. */
export function DashboardCard({
  title,
  description,
  more,
  problem,
  onRetry,
  known,
  children,
}: DashboardCardProps) {
  const t = useWords();
  const id = useId();
  return (
    <Card aria-labelledby={id} className="h-full">
      <CardHeader>
        <CardTitle id={id}>{title}</CardTitle>
        {description && <CardDescription>{description}</CardDescription>}
        <CardAction>
          <Link to={more.to} className="rounded-sm text-sm text-accent underline-offset-4 hover:underline">
            {more.label}
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent>
        {known && children}
        {!known && problem && (
          <ErrorState className="py-4" title={t('couldNotLoad')} description={problem} onRetry={onRetry} />
        )}
        {!known && !problem && <Skeleton className="h-32 w-full" />}
      </CardContent>
    </Card>
  );
}
