import { Badge, type BadgeProps } from '@payloom/ui-kit/badge';
import { Card, CardContent } from '@payloom/ui-kit/card';
import { LiveGlow } from '@payloom/ui-kit/live-glow';
import { RelativeTime } from '@payloom/ui-kit/relative-time';
import { CircleCheck, CircleHelp, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PartStatus } from './__generated__/part-health.ts';
import { useWords } from './words.ts';

interface Look {
  icon: LucideIcon;
  variant: NonNullable<BadgeProps['variant']>;
}

const looks: Record<PartStatus, Look> = {
  HEALTHY: { icon: CircleCheck, variant: 'success' },
  STRAINED: { icon: TriangleAlert, variant: 'warning' },
  FAILING: { icon: CircleX, variant: 'danger' },
  UNKNOWN: { icon: CircleHelp, variant: 'neutral' },
};

/** Something that was measured, with its name; a dash where nobody can say. */
export interface Figure {
  label: string;
  value: string | undefined;
}

export interface PartCardProps {
  id: string;
  /** What the card is called: a service and its database have the same name. */
  label: string;
  /** What it is, where its name does not say. */
  description?: string;
  status: PartStatus;
  since: string;
  /** Why it is not healthy, worst first. */
  problems: readonly string[];
  figures: readonly Figure[];
  children: ReactNode;
}

function Figures({ figures }: Pick<PartCardProps, 'figures'>) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-x-4 gap-y-1.5 text-sm">
      {figures.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="font-medium tabular-nums">
            <LiveGlow value={value ?? null}>{value ?? '–'}</LiveGlow>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How one database or queue is: in a word, in figures, and over time. */
export function PartCard(props: PartCardProps) {
  const { id, label, description, status, since, problems, figures, children } = props;
  const t = useWords();
  const statusWord = t(`status.${status}`);
  const { icon, variant } = looks[status];
  return (
    <li className="min-w-0">
      <Card aria-label={label} className="h-full">
        <CardContent className="flex h-full flex-col gap-3">
          <div className="flex items-start justify-between gap-2">
            <div className="min-w-0">
              <h3 className="font-mono text-sm font-medium wrap-anywhere">{id}</h3>
              {description && <p className="text-xs text-pretty text-muted-foreground">{description}</p>}
            </div>
            <LiveGlow
              value={status}
              announce={t('now', { part: label, status: statusWord })}
              className="shrink-0"
            >
              <Badge variant={variant} icon={icon}>
                {statusWord}
              </Badge>
            </LiveGlow>
          </div>
          {problems.map((problem) => (
            <p key={problem} className="text-sm">
              {problem}
            </p>
          ))}
          <Figures figures={figures} />
          <div className="mt-auto">{children}</div>
          <p className="text-xs text-muted-foreground tabular-nums">
            {t.rich('since', { status: statusWord, time: () => <RelativeTime value={since} /> })}
          </p>
        </CardContent>
      </Card>
    </li>
  );
}
