import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

export interface AccountFrameProps {
  readonly title: string;
  readonly description: string;
  /** The other page: for who has an account already, or has none yet. */
  readonly otherwise: { readonly question: string; readonly to: string; readonly label: string };
  readonly children: ReactNode;
}

/** What sign-in and sign-up look like around their forms. */
export function AccountFrame({ title, description, otherwise, children }: AccountFrameProps) {
  // Where somebody wanted to go is not forgotten on the way through both pages.
  const { search } = useLocation();
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-6 py-2 sm:py-10">
      <header className="flex flex-col gap-1">
        <h1 className="text-2xl leading-8 font-semibold tracking-tight">{title}</h1>
        <p className="text-sm text-muted-foreground">{description}</p>
      </header>
      <div className="rounded-xl border bg-card p-5 sm:p-7">{children}</div>
      <p className="text-sm text-muted-foreground">
        {otherwise.question}{' '}
        <Link
          to={{ pathname: otherwise.to, search }}
          className="rounded-sm font-medium text-accent underline underline-offset-4"
        >
          {otherwise.label}
        </Link>
      </p>
    </div>
  );
}
