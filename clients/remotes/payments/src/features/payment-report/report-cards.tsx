import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@payloom/ui-kit/card';
import { StatusBadge } from '@payloom/ui-kit/status-badge';
import type { ReactNode } from 'react';
import { dateWords } from '../../payment/calendar-date.ts';
import { partyName } from '../../payment/party-name.ts';
import { DayBars, DayTable } from '../../plots/day-bars.tsx';
import type { PaymentReportQuery } from '../../report/__generated__/payment-report.ts';
import { everyDay } from '../../report/report-days.ts';
import { SumsTable } from './sums-table.tsx';
import { useWords } from './words.ts';

type Report = NonNullable<PaymentReportQuery['paymentReport']>;

interface SectionProps {
  title: string;
  description: string;
  className?: string;
  children: ReactNode;
}

function Section({ title, description, className, children }: SectionProps) {
  return (
    <Card className={className}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardDescription>{description}</CardDescription>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}

/** What a report says, as pictures with their numbers. */
export function ReportCards({ report, from, to }: { report: Report; from: string; to: string }) {
  const t = useWords();
  const { currency, byDay, byStatus, byCounterparty } = report;
  const days = everyDay(byDay, from, to);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Section className="lg:col-span-2" title={t('byDay')} description={t('byDayMeans')}>
        <DayBars days={days} currency={currency} />
        <div aria-hidden className="mt-1 flex justify-between text-xs text-muted-foreground">
          <span>{dateWords(from)}</span>
          <span>{dateWords(to)}</span>
        </div>
        <DayTable days={days} currency={currency} />
      </Section>
      <Section title={t('byStatus')} description={t('byStatusMeans')}>
        <SumsTable
          label={t('status')}
          currency={currency}
          rows={byStatus.map(({ status, ...sums }) => ({
            ...sums,
            key: status,
            name: <StatusBadge status={status} />,
          }))}
        />
      </Section>
      <Section title={t('byCounterparty')} description={t('byCounterpartyMeans')}>
        <SumsTable
          label={t('who')}
          currency={currency}
          rows={byCounterparty.map(({ user, ...sums }) => ({ ...sums, key: user.id, name: partyName(user) }))}
        />
      </Section>
    </div>
  );
}
