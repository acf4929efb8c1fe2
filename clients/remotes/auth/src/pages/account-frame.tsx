import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

interface Otherwise {
  readonly question: string;
  readonly to: string;
  readonly label: string;
}

export interface AccountFrameProps {
  readonly title: string;
  readonly description: string;
  /** What is to be known before: what has happened that leads here, what will be otherwise than expected. */
  readonly notices?: readonly (string | false | undefined)[];
  /** The other page: for who has an account already, or has none yet; left out for who is signed in. */
  readonly otherwise?: Otherwise | undefined;
  readonly children: ReactNode;
}

/** What sign-in and sign-up look like around their forms. */
export function AccountFrame({ title, description, notices = [], otherwise, children }: AccountFrameProps) {
  // Where somebody wanted to go is not forgotten on the way through both pages.
  const { search } = useLocation();
  return (
    <div className="mx-auto flex w-full max-w-md flex-col gap-6 py-2 sm:py-10">
      <header className="flex flex-col gap-1">
        <h1 className="text-2xl leading-8 font-semibold tracking-tight">{title}</h1>
        <p className="text-sm text-muted-foreground">{description}</p>
      </header>
      {notices.filter(Boolean).map((notice) => (
        <p
          key={String(notice)}
          role="status"
          className="flex gap-2 rounded-lg bg-info-soft px-3 py-2.5 text-sm text-info"
        >
          <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
          {notice}
        </p>
      ))}
      <div className="rounded-xl border bg-card p-5 sm:p-7">{children}</div>
      {otherwise && (
        <p className="text-sm text-muted-foreground">
          {otherwise.question}{' '}
          <Link
            to={{ pathname: otherwise.to, search }}
            className="rounded-sm font-medium text-accent underline underline-offset-4"
          >
            {otherwise.label}
          </Link>
        </p>
      )}
    </div>
  );
}
