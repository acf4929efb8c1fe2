import { Mark } from './brand.tsx';
import { PageSkeleton } from './page-skeleton.tsx';

/** What stands before the first page has come. */
export function ShellSkeleton() {
  return (
    <div className="flex min-h-dvh flex-col">
      <div className="flex h-14 items-center gap-2.5 border-b bg-card px-4 text-lg font-semibold tracking-tight sm:px-6">
        <Mark />
        Payloom
      </div>
      <div className="mx-auto w-full max-w-page p-4 sm:p-6">
        <PageSkeleton />
      </div>
    </div>
  );
}
