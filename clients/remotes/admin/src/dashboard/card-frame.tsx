import { DashboardCard, type DashboardCardProps } from '@payloom/ui-kit/dashboard-card';
import { useWords } from './words.ts';

interface CardFrameProps extends Omit<DashboardCardProps, 'problem'> {
  failed: boolean;
}

/** A card of the dashboard that says what to do where it could not be loaded. */
export function CardFrame({ failed, ...card }: CardFrameProps) {
  const t = useWords();
  return <DashboardCard {...card} problem={failed ? t('tryAgain') : undefined} />;
}
