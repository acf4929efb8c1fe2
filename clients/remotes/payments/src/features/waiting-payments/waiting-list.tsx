import { lazy, Suspense } from 'react';
import { useWaitingCount } from '../../waiting/use-waiting-count.ts';

const Rows = lazy(async () => ({ default: (await import('./waiting-rows.tsx')).WaitingRows }));

/** The payments that wait in this browser. What shows them is fetched where there are any, which is seldom. */
export function WaitingList() {
  const count = useWaitingCount();
  return (
    <div role="status">
      {count > 0 && (
        <Suspense>
          <Rows />
        </Suspense>
      )}
    </div>
  );
}
