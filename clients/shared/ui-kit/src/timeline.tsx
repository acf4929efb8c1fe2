import { Circle, CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { cn } from './cn.ts';
import { LiveGlow } from './live-glow.tsx';
import { RelativeTime } from './relative-time.tsx';
import { useWords } from './words.ts';

export interface TimelineStep {
  id: string;
  label: string;
  /** When it was reached, ISO 8601; absent while it is still ahead. */
  at?: string;
  description?: ReactNode;
  state: 'done' | 'current' | 'failed' | 'upcoming';
}

const looks: Record<TimelineStep['state'], { icon: LucideIcon; classes: string }> = {
  done: { icon: CircleCheck, classes: 'text-success' },
  current: { icon: CircleDashed, classes: 'text-info' },
  failed: { icon: CircleX, classes: 'text-danger' },
  upcoming: { icon: Circle, classes: 'text-muted-foreground' },
};

function Step({ step, last, fresh }: { step: TimelineStep; last: boolean; fresh: boolean }) {
  const t = useWords();
  const { icon: Icon, classes } = looks[step.state];
  return (
    <li
      className="relative flex gap-3 pb-5 last:pb-0"
      {...(step.state === 'current' ? { 'aria-current': 'step' } : {})}
    >
      {!last && <span aria-hidden className="absolute top-6 bottom-0 left-2 -ml-px w-px bg-border" />}
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', classes)} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <LiveGlow value={step.state} fresh={fresh} className="text-sm font-medium">
            <span className={step.state === 'upcoming' ? 'text-muted-foreground' : undefined}>
              {step.label}
            </span>
            <span className="sr-only">, {t(`step.${step.state}`)}</span>
          </LiveGlow>
          {step.at && <RelativeTime value={step.at} className="text-xs text-muted-foreground" />}
        </div>
        {step.description && <div className="mt-0.5 text-sm text-muted-foreground">{step.description}</div>}
      </div>
    </li>
  );
}

/** What happened, in order, and what is still to come. A step that arrives while one looks on glows once. */
export function Timeline({
  steps,
  label,
  className,
}: {
  steps: TimelineStep[];
  label: string;
  className?: string;
}) {
  const [initial] = useState(() => new Set(steps.map(({ id }) => id)));
  return (
    <ol aria-label={label} className={cn('flex flex-col', className)}>
      {steps.map((step, index) => (
        <Step key={step.id} step={step} last={index === steps.length - 1} fresh={!initial.has(step.id)} />
      ))}
    </ol>
  );
}
