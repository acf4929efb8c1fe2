import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { cn } from './cn.ts';
import { AwayNote } from './network.tsx';

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** What can be done on this page, at the end of the line. */
  actions?: ReactNode;
  /** The page above this one. */
  back?: { to: string; label: string };
  className?: string;
}

/** The top of a page: where one is and what can be done here. */
export function PageHeader({ title, description, actions, back, className }: PageHeaderProps) {
  return (
    <header className={cn('mb-5 flex flex-col gap-2 sm:mb-6', className)}>
      {back && (
        <Link
          to={back.to}
          className="-ml-1 inline-flex items-center gap-1 self-start rounded-md px-1 text-sm text-muted-foreground hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl leading-8 font-semibold tracking-tight text-balance">{title}</h1>
          {description && <p className="mt-1 text-sm text-pretty text-muted-foreground">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      <AwayNote />
    </header>
  );
}
