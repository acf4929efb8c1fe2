import { Button, type ButtonProps } from '@payloom/ui-kit/button';
import { CalendarClock, ChartColumn, Send } from 'lucide-react';
import { Link } from 'react-router';

/** Leads to where one pays. */
export function PayLink({ variant = 'default' }: Pick<ButtonProps, 'variant'>) {
  return (
    <Button asChild variant={variant}>
      <Link to="/pay">
        <Send aria-hidden />
        Pay somebody
      </Link>
    </Button>
  );
}

/** Leads to what is planned. */
export function ScheduledLink() {
  return (
    <Button asChild variant="outline">
      <Link to="/payments/scheduled">
        <CalendarClock aria-hidden />
        Scheduled
      </Link>
    </Button>
  );
}

/** Leads to what payments come to. */
export function ReportLink() {
  return (
    <Button asChild variant="outline">
      <Link to="/payments/report">
        <ChartColumn aria-hidden />
        Report
      </Link>
    </Button>
  );
}
