import { Button, type ButtonProps } from '@payloom/ui-kit/button';
import { CalendarClock, ChartColumn, Send } from 'lucide-react';
import { Link } from 'react-router';
import { useWords } from './words.ts';

/** Leads to where one pays. */
export function PayLink({
  variant = 'default',
  currency,
}: Pick<ButtonProps, 'variant'> & {
  /** Of the wallet to pay from; the first one's where it is left out. */
  currency?: string;
}) {
  const t = useWords();
  return (
    <Button asChild variant={variant}>
      <Link to={currency ? `/pay?currency=${currency}` : '/pay'}>
        <Send aria-hidden />
        {t('paySomebody')}
      </Link>
    </Button>
  );
}

/** Leads to what is planned. */
export function ScheduledLink() {
  const t = useWords();
  return (
    <Button asChild variant="outline">
      <Link to="/payments/scheduled">
        <CalendarClock aria-hidden />
        {t('scheduled')}
      </Link>
    </Button>
  );
}

/** Leads to what payments come to. */
export function ReportLink() {
  const t = useWords();
  return (
    <Button asChild variant="outline">
      <Link to="/payments/report">
        <ChartColumn aria-hidden />
        {t('report')}
      </Link>
    </Button>
  );
}
